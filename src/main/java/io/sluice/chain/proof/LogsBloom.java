package io.sluice.chain.proof;

import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;

/**
 * Blooms of the logs of one block: what is not in one was certainly not logged.
 *
 * @see <a href="https://ethereum.github.io/yellowpaper/paper.pdf">Yellow paper, 4.4.1</a>
 */
final class LogsBloom {

    static final int BYTES = 256;

    private static final int BITS_OF_ENTRY = 3;
    private static final int MASK = BYTES * 8 - 1;

    /** Few contracts and topics make most of the logs of a block. */
    private final Map<String, int[]> known = new HashMap<>();

    /** The bloom of {@code logs}. */
    byte[] of(List<RpcLog> logs) {
        var bloom = new byte[BYTES];
        for (var log : logs) {
            add(bloom, log.address());
            ReceiptEncoding.topics(log).forEach(topic -> add(bloom, topic));
        }
        return bloom;
    }

    /** Adds to {@code bloom} what is in another one. */
    static void join(byte[] bloom, byte[] other) {
        for (var i = 0; i < BYTES; i++) {
            bloom[i] |= other[i];
        }
    }

    /** Whether {@code bloom} may have an entry of these bytes. */
    boolean mayHave(byte[] bloom, String entry) {
        for (var bit : bits(entry)) {
            if ((bloom[BYTES - 1 - bit / 8] & (1 << (bit % 8))) == 0) {
                return false;
            }
        }
        return true;
    }

    private void add(byte[] bloom, @Nullable String entry) {
        for (var bit : bits(entry)) {
            bloom[BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
        }
    }

    private int[] bits(@Nullable String entry) {
        if (entry == null) {
            throw new IllegalArgumentException("a log is not whole");
        }
        return known.computeIfAbsent(entry, LogsBloom::hashed);
    }

    private static int[] hashed(String entry) {
        var hash = Hash.sha3(HexBytes.raw(entry));
        var bits = new int[BITS_OF_ENTRY];
        for (var i = 0; i < BITS_OF_ENTRY; i++) {
            bits[i] = (((hash[2 * i] & 0xff) << 8) | (hash[2 * i + 1] & 0xff)) & MASK;
        }
        return bits;
    }
}
