package io.sluice.chain.proof;

import java.util.Collection;
import java.util.List;

/**
 * Recursive-length prefix encoding of what is already bytes. web3j's encoder wants an object for
 * each item and copies a list once for each of them, which a block with its receipts would feel.
 *
 * @see <a href="https://ethereum.github.io/yellowpaper/paper.pdf">Yellow paper, appendix B</a>
 */
final class Rlp {

    static final byte[] EMPTY = {(byte) 0x80};
    static final byte[] EMPTY_LIST = {(byte) 0xc0};

    private static final int STRING = 0x80;
    private static final int LIST = 0xc0;
    private static final int SHORT = 55;

    private Rlp() {}

    /** A string of bytes. */
    static byte[] string(byte[] bytes) {
        if (bytes.length == 1 && bytes[0] >= 0) {
            return bytes;
        }
        var out = new byte[head(bytes.length) + bytes.length];
        var at = writeHead(out, 0, STRING, bytes.length);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return out;
    }

    /** A list of items that are encoded already. */
    static byte[] list(byte[]... items) {
        return list(0, List.of(items));
    }

    /** A list of items that are encoded already. */
    static byte[] list(Collection<byte[]> items) {
        return list(0, items);
    }

    /** The same behind the type of a transaction or receipt (EIP-2718); type 0 has no prefix. */
    static byte[] list(int type, Collection<byte[]> items) {
        var size = 0;
        for (var item : items) {
            size += item.length;
        }
        var prefix = type == 0 ? 0 : 1;
        var out = new byte[prefix + head(size) + size];
        out[0] = (byte) type;
        var at = writeHead(out, prefix, LIST, size);
        for (var item : items) {
            System.arraycopy(item, 0, out, at, item.length);
            at += item.length;
        }
        return out;
    }

    private static int head(int size) {
        return size <= SHORT ? 1 : 1 + bytes(size);
    }

    private static int bytes(int size) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(size) + 7) / 8;
    }

    private static int writeHead(byte[] out, int at, int kind, int size) {
        if (size <= SHORT) {
            out[at] = (byte) (kind + size);
            return at + 1;
        }
        var bytes = bytes(size);
        out[at] = (byte) (kind + SHORT + bytes);
        for (var i = 0; i < bytes; i++) {
            out[at + 1 + i] = (byte) (size >>> (8 * (bytes - 1 - i)));
        }
        return at + 1 + bytes;
    }
}
