package io.sluice.chain.evm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.utils.Numeric;

/**
 * The items of one RLP list, without looking into lists among them: depth costs nothing. Takes the
 * shortest spelling only, as every client does, so that the same bytes have one meaning.
 *
 * @see <a href="https://ethereum.org/developers/docs/data-structures-and-encoding/rlp">RLP</a>
 */
final class RlpItems {

    private static final int STRING = 0x80;
    private static final int LIST = 0xc0;
    private static final int SHORT = 55;

    private final byte[] bytes;
    private final List<Item> items = new ArrayList<>();

    private RlpItems(byte[] bytes) {
        this.bytes = bytes;
    }

    private record Item(boolean list, int start, int content, int end) {}

    /**
     * The list that {@code bytes} are from {@code from} to their end.
     *
     * @throws IllegalArgumentException when they are anything else
     */
    static RlpItems of(byte[] bytes, int from) {
        var items = new RlpItems(bytes);
        var outer = items.item(from, bytes.length);
        require(outer.list() && outer.end() == bytes.length);
        for (var at = outer.content(); at < outer.end(); ) {
            var item = items.item(at, outer.end());
            items.items.add(item);
            at = item.end();
        }
        return items;
    }

    int size() {
        return items.size();
    }

    /** The bytes of a string. */
    byte[] string(int index) {
        var item = items.get(index);
        require(!item.list());
        return Arrays.copyOfRange(bytes, item.content(), item.end());
    }

    /** A number of at most 32 bytes, without leading zeros. */
    BigInteger number(int index) {
        var string = string(index);
        require(string.length <= 32 && (string.length == 0 || string[0] != 0));
        return new BigInteger(1, string);
    }

    /** An address in EIP-55 form, or nothing. */
    String address(int index) {
        var string = string(index);
        require(string.length == 20 || string.length == 0);
        return string.length == 0 ? "" : Hex.address(Numeric.toHexString(string));
    }

    boolean isList(int index) {
        return items.get(index).list();
    }

    /** The first {@code count} items as they are spelled. */
    byte[] first(int count) {
        return Arrays.copyOfRange(bytes, items.getFirst().start(), items.get(count - 1).end());
    }

    private Item item(int at, int limit) {
        require(at < limit);
        var tag = bytes[at] & 0xff;
        if (tag < STRING) {
            return new Item(false, at, at, at + 1);
        }
        var list = tag >= LIST;
        var length = tag - (list ? LIST : STRING);
        var content = at + 1;
        if (length > SHORT) {
            var digits = length - SHORT;
            length = length(content, digits, limit);
            content += digits;
        }
        require(length <= limit - content);
        var item = new Item(list, at, content, content + length);
        require(list || length != 1 || (bytes[content] & 0xff) >= STRING);
        return item;
    }

    private int length(int at, int digits, int limit) {
        require(digits <= 3 && digits < limit - at && bytes[at] != 0);
        var length = new BigInteger(1, bytes, at, digits).intValueExact();
        require(length > SHORT);
        return length;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not the RLP it should be");
        }
    }
}
