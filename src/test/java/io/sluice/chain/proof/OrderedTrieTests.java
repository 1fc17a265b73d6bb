package io.sluice.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Hash;

class OrderedTrieTests {

    @Test
    void hasTheKnownRootWhenThereIsNothing() {
        assertThat(HexFormat.of().formatHex(OrderedTrie.root(List.of())))
                .isEqualTo("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 17, 127, 128, 129, 130, 255, 256, 257, 300, 1000})
    void hasTheRootThatTheDefinitionGivesForAnyNumberOfItems(int size) {
        var items = IntStream.range(0, size).mapToObj(OrderedTrieTests::item).toList();

        assertThat(OrderedTrie.root(items)).isEqualTo(byDefinition(items));
    }

    /** Some are so small that a node holds them instead of their hash. */
    private static byte[] item(int index) {
        var item = new byte[index % 3 == 0 ? 1 : 40];
        item[item.length - 1] = (byte) index;
        return item;
    }

    /** Appendix D of the yellow paper, word for word: slow, and in texts of half bytes. */
    private static byte[] byDefinition(List<byte[]> items) {
        var all = new TreeMap<String, byte[]>();
        for (var i = 0; i < items.size(); i++) {
            var key = Rlp.string(HexBytes.minimal(i));
            all.put(HexFormat.of().formatHex(key), items.get(i));
        }
        return Hash.sha3(composed(all, 0));
    }

    private static byte[] composed(NavigableMap<String, byte[]> items, int depth) {
        var first = items.firstKey();
        if (items.size() == 1) {
            var value = items.firstEntry().getValue();
            return Rlp.list(prefixed(first.substring(depth), 2), Rlp.string(value));
        }
        var shared = depth;
        while (shares(items, first.substring(0, shared + 1))) {
            shared++;
        }
        return shared > depth
                ? Rlp.list(prefixed(first.substring(depth, shared), 0), child(items, shared))
                : branch(items, depth);
    }

    private static boolean shares(NavigableMap<String, byte[]> items, String prefix) {
        return items.keySet().stream().allMatch(key -> key.startsWith(prefix));
    }

    private static byte[] branch(NavigableMap<String, byte[]> items, int depth) {
        var slots = new byte[17][];
        for (var nibble = 0; nibble < 16; nibble++) {
            var below = new TreeMap<String, byte[]>();
            var digit = Character.forDigit(nibble, 16);
            items.forEach((key, value) -> {
                if (key.charAt(depth) == digit) {
                    below.put(key, value);
                }
            });
            slots[nibble] = below.isEmpty() ? Rlp.EMPTY : child(below, depth + 1);
        }
        slots[16] = Rlp.EMPTY;
        return Rlp.list(slots);
    }

    private static byte[] child(NavigableMap<String, byte[]> items, int depth) {
        var node = composed(items, depth);
        return node.length < 32 ? node : Rlp.string(Hash.sha3(node));
    }

    private static byte[] prefixed(String nibbles, int flag) {
        var odd = nibbles.length() % 2;
        var text = Integer.toHexString(flag + odd) + (odd == 0 ? "0" : "") + nibbles;
        return Rlp.string(HexFormat.of().parseHex(text));
    }
}
