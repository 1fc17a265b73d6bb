package io.sluice.chain.proof;

import java.util.ArrayList;
import java.util.List;
import org.web3j.crypto.Hash;

/**
 * The root of the Merkle-Patricia trie over a list, each item under the RLP of its index, as blocks
 * keep their transactions and receipts.
 *
 * @see <a href="https://ethereum.github.io/yellowpaper/paper.pdf">Yellow paper, appendix D</a>
 */
final class OrderedTrie {

    private static final int WIDTH = 16;
    private static final int INLINE = 32;
    private static final int ODD = 0x10;
    private static final int LEAF = 0x20;

    /** Half bytes of each key, in the order of the trie. No key begins with another one. */
    private final List<byte[]> keys;

    private final List<byte[]> values;

    private OrderedTrie(List<byte[]> keys, List<byte[]> values) {
        this.keys = keys;
        this.values = values;
    }

    /** The root over {@code items}, in their order. */
    static byte[] root(List<byte[]> items) {
        if (items.isEmpty()) {
            return Hash.sha3(Rlp.EMPTY);
        }
        var keys = new ArrayList<byte[]>(items.size());
        var values = new ArrayList<byte[]>(items.size());
        for (var place = 0; place < items.size(); place++) {
            var index = indexAt(place, items.size());
            keys.add(nibbles(Rlp.string(HexBytes.minimal(index))));
            values.add(items.get(index));
        }
        var trie = new OrderedTrie(keys, values);
        return Hash.sha3(trie.node(0, items.size(), 0));
    }

    /** Zero is encoded as 0x80, which is after 1 to 127 and before all that is longer. */
    private static int indexAt(int place, int size) {
        var small = Math.min(size, 0x80) - 1;
        if (place < small) {
            return place + 1;
        }
        return place == small ? 0 : place;
    }

    private byte[] node(int from, int to, int depth) {
        var first = keys.get(from);
        if (to - from == 1) {
            return Rlp.list(path(first, depth, first.length, LEAF), Rlp.string(values.get(from)));
        }
        var fork = commonTo(first, keys.get(to - 1), depth);
        return fork == depth
                ? branch(from, to, depth)
                : Rlp.list(path(first, depth, fork, 0), reference(branch(from, to, fork)));
    }

    private byte[] branch(int from, int to, int depth) {
        var slots = new ArrayList<byte[]>(WIDTH + 1);
        var at = from;
        for (var nibble = 0; nibble < WIDTH; nibble++) {
            var end = at;
            while (end < to && keys.get(end)[depth] == nibble) {
                end++;
            }
            slots.add(end == at ? Rlp.EMPTY : reference(node(at, end, depth + 1)));
            at = end;
        }
        slots.add(Rlp.EMPTY);
        return Rlp.list(slots);
    }

    private static int commonTo(byte[] one, byte[] other, int from) {
        var at = from;
        while (one[at] == other[at]) {
            at++;
        }
        return at;
    }

    private static byte[] reference(byte[] node) {
        return node.length < INLINE ? node : Rlp.string(Hash.sha3(node));
    }

    /** Hex-prefix encoding (appendix C). */
    private static byte[] path(byte[] key, int from, int to, int kind) {
        var odd = (to - from) % 2;
        var bytes = new byte[1 + (to - from) / 2];
        bytes[0] = (byte) (kind | (odd == 0 ? 0 : (ODD | key[from])));
        for (var i = 1; i < bytes.length; i++) {
            var at = from + odd + 2 * (i - 1);
            bytes[i] = (byte) ((key[at] << 4) | key[at + 1]);
        }
        return Rlp.string(bytes);
    }

    private static byte[] nibbles(byte[] bytes) {
        var nibbles = new byte[2 * bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            nibbles[2 * i] = (byte) ((bytes[i] >> 4) & 0xf);
            nibbles[2 * i + 1] = (byte) (bytes[i] & 0xf);
        }
        return nibbles;
    }
}
