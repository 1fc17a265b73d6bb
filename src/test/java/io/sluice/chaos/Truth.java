package io.sluice.chaos;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sluice.sandbox.AnvilChain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the honest chain holds, asked of it directly and read in other ways than the gateway's: one
 * receipt at a time, and logs by filter.
 */
final class Truth {

    static final String TRANSFER =
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private static final int WORD = 66;
    private static final String PADDING = "0x" + "0".repeat(24);

    private final AnvilChain chain;
    private final String prefix;
    private final Map<String, String> tokens;
    private final Set<String> measured;

    Truth(Stage stage) {
        chain = stage.chain();
        prefix = "eip155:" + chain.id() + "/";
        tokens =
                stage.listed().keySet().stream()
                        .collect(toUnmodifiableMap(Truth::lower, it -> prefix + "erc20:" + it));
        measured =
                stage.measured().stream()
                        .map(it -> prefix + "erc20:" + it)
                        .collect(toUnmodifiableSet());
    }

    /** The hash of the newest block. */
    String hash() {
        return text(chain.call("eth_getBlockByNumber", "latest", false), "hash");
    }

    /** The hashes of the blocks from {@code height} to the head. */
    Map<Long, String> blocks(long height) {
        return LongStream.rangeClosed(height, chain.height())
                .boxed()
                .collect(toUnmodifiableMap(it -> it, chain::hash));
    }

    /** What {@code payees} were paid from {@code height} to the head. */
    List<Paid> paid(long height, Set<String> payees) {
        var coins =
                LongStream.rangeClosed(height, chain.height())
                        .mapToObj(it -> chain.call("eth_getBlockByNumber", hex(it), true))
                        .flatMap(block -> block.path("transactions").valueStream())
                        .filter(sent -> payees.contains(lower(text(sent, "to"))))
                        .flatMap(this::coins);
        return Stream.concat(coins, tokens(height, payees)).toList();
    }

    /** What {@code payee} got in coins, in whatever way. */
    BigInteger balance(String payee) {
        return number(chain.call("eth_getBalance", payee, "latest"));
    }

    long finalized() {
        return number(chain.call("eth_getBlockByNumber", "finalized", false).path("number"))
                .longValueExact();
    }

    private Stream<Paid> coins(JsonNode sent) {
        var units = number(sent.path("value"));
        var counts = units.signum() > 0 && succeeded(receipt(text(sent, "hash")));
        return counts ? Stream.of(coin(sent, units)) : Stream.empty();
    }

    private Paid coin(JsonNode sent, BigInteger units) {
        return new Paid(
                prefix + text(sent, "hash") + "/native",
                lower(text(sent, "to")),
                prefix + "slip44:60",
                units,
                number(sent.path("blockNumber")).longValueExact(),
                text(sent, "blockHash"));
    }

    private Stream<Paid> tokens(long height, Set<String> payees) {
        var filter =
                Map.of(
                        "fromBlock", hex(height),
                        "toBlock", hex(chain.height()),
                        "address", new ArrayList<>(tokens.keySet()),
                        "topics", List.of(TRANSFER));
        var told =
                chain.call("eth_getLogs", filter)
                        .valueStream()
                        .filter(log -> log.path("topics").size() == 3)
                        .filter(log -> text(log, "data").length() == WORD)
                        .filter(log -> payees.contains(payee(log)))
                        .filter(log -> number(log.path("data")).signum() > 0)
                        .map(this::token)
                        .toList();
        var exact = told.stream().filter(it -> !measured.contains(it.asset()));
        var arrived =
                measured.stream()
                        .flatMap(asset ->
                                new Measure(this::growth)
                                                .arrived(
                                                        told.stream()
                                                                .filter(it ->
                                                                        it.asset().equals(asset))
                                                                .toList())
                                                .stream());
        return Stream.concat(exact, arrived);
    }

    /** What reaches anybody in ways that nobody tells. */
    List<String> untold() {
        return Stream.concat(Stream.of(prefix + "slip44:60"), measured.stream()).toList();
    }

    /** What {@code payee} holds of an asset after a block. */
    BigInteger holding(String asset, String payee, long height) {
        if (!measured.contains(asset)) {
            return number(chain.call("eth_getBalance", payee, hex(height)));
        }
        var contract = asset.substring(asset.indexOf(':', prefix.length()) + 1);
        var data = "0x70a08231" + PADDING.substring(2) + payee.substring(2);
        var call = Map.of("to", contract, "data", data);
        return number(chain.call("eth_call", call, hex(height)));
    }

    private BigInteger growth(Paid paid) {
        return holding(paid.asset(), paid.address(), paid.height())
                .subtract(holding(paid.asset(), paid.address(), paid.height() - 1));
    }

    private Paid token(JsonNode log) {
        return new Paid(
                prefix + text(log, "transactionHash") + "/log:" + position(log),
                payee(log),
                tokens.getOrDefault(lower(text(log, "address")), "unknown"),
                number(log.path("data")),
                number(log.path("blockNumber")).longValueExact(),
                text(log, "blockHash"));
    }

    /** How many logs of the same transaction come before it. */
    private long position(JsonNode log) {
        var index = number(log.path("logIndex"));
        return receipt(text(log, "transactionHash"))
                .path("logs")
                .valueStream()
                .filter(it -> number(it.path("logIndex")).compareTo(index) < 0)
                .count();
    }

    private JsonNode receipt(String transaction) {
        return chain.call("eth_getTransactionReceipt", transaction);
    }

    private static boolean succeeded(JsonNode receipt) {
        return text(receipt, "status").equals("0x1");
    }

    private static String payee(JsonNode log) {
        var topic = log.path("topics").path(2).asString("");
        return topic.startsWith(PADDING) ? "0x" + lower(topic.substring(PADDING.length())) : "";
    }

    private static BigInteger number(JsonNode value) {
        return new BigInteger(value.asString().substring(2), 16);
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
