package io.sluice.sandbox;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * A real EVM chain of our own, on a free port of this machine.
 *
 * <p>{@code safe} is one epoch behind the head and {@code finalized} two. Blocks that are mined
 * within a second say the same time.
 */
public final class AnvilChain implements AutoCloseable {

    /** The accounts the chain funds at its start. */
    static final String MNEMONIC = "test test test test test test test test test test test junk";

    private static final Pattern LISTENING = Pattern.compile("Listening on \\S+:(\\d+)");
    private static final int FUNDED_ACCOUNTS = 20;

    private final Options options;
    private final Subprocess process;
    private final URI url;
    private final JsonRpc rpc;

    private AnvilChain(Options options, Subprocess process, int port) {
        this.options = options;
        this.process = process;
        this.url = URI.create("http://127.0.0.1:" + port);
        this.rpc = new JsonRpc(url);
    }

    /**
     * How a chain is set up.
     *
     * @param blockTime how often a block is mined; empty: only when asked to
     * @param epoch how many blocks an epoch has
     */
    public record Options(long chainId, Optional<Duration> blockTime, int epoch) {

        /** Mines only when asked to. */
        public static Options manual() {
            return new Options(31337, Optional.empty(), 2);
        }

        /** Mines by itself. */
        public static Options every(Duration blockTime) {
            return new Options(31337, Optional.of(blockTime), 4);
        }

        /** The same for a chain of another id. */
        public Options withId(long other) {
            return new Options(other, blockTime, epoch);
        }
    }

    /** A running chain. */
    public static AnvilChain start(Options options) {
        return start(options, List.of());
    }

    /** A chain that has all blocks of this one, and goes its own way from here on. */
    public AnvilChain fork() {
        return start(options, List.of("--fork-url", url.toString()));
    }

    private static AnvilChain start(Options options, List<String> more) {
        var command = command(options);
        command.addAll(more);
        var started =
                Subprocess.start(
                        "anvil",
                        command,
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        AnvilChain::port);
        return new AnvilChain(options, started.process(), started.said());
    }

    public URI url() {
        return url;
    }

    public long id() {
        return options.chainId();
    }

    public long pid() {
        return process.pid();
    }

    /** A key with ether of its own: the same ones at every start. */
    public Credentials funded(int account) {
        if (account < 0 || account >= FUNDED_ACCOUNTS) {
            throw new IllegalArgumentException("only " + FUNDED_ACCOUNTS + " accounts are funded");
        }
        var master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(MNEMONIC, ""));
        var hard = Bip32ECKeyPair.HARDENED_BIT;
        int[] path = {44 | hard, 60 | hard, hard, 0, account};
        return Credentials.create(Bip32ECKeyPair.deriveKeyPair(master, path));
    }

    public long height() {
        return quantity(call("eth_blockNumber")).longValueExact();
    }

    /** The hash of the block at {@code height}. */
    public String hash(long height) {
        return block(height).path("hash").asString();
    }

    /** When the block at {@code height} says it was made. */
    public Instant time(long height) {
        return Instant.ofEpochSecond(quantity(block(height).path("timestamp")).longValueExact());
    }

    public void mine(int blocks) {
        tell("anvil_mine", hex(BigInteger.valueOf(blocks)));
    }

    /** Replaces the newest blocks by as many empty ones; their transactions are forgotten. */
    public void reorg(int depth) {
        var ahead = increaseTime(0);
        tell("anvil_reorg", depth, List.of());
        // It has set the clock back to the last block that stayed, and every block to come with it.
        var _ = increaseTime(Math.max(0, ahead - increaseTime(0)));
    }

    /** Moves the chain's clock on and mines a block that shows it. */
    public void advance(Duration time) {
        var _ = increaseTime(time.toSeconds());
        tell("evm_mine");
    }

    /** Changes how often blocks are mined by themselves; zero: only when asked to. */
    public void mineEvery(Duration blockTime) {
        tell("evm_setIntervalMining", blockTime.toSeconds());
    }

    /** Any call a node understands. */
    public JsonNode call(String method, Object... params) {
        return rpc.call(method, params);
    }

    /** A call whose answer does not matter, as long as it is not an error. */
    public void tell(String method, Object... params) {
        var _ = call(method, params);
    }

    @Override
    public void close() {
        process.close();
    }

    static BigInteger quantity(JsonNode value) {
        return Numeric.decodeQuantity(value.asString());
    }

    static String hex(BigInteger value) {
        return Numeric.encodeQuantity(value);
    }

    /** How far the chain's clock is ahead of ours from now on. */
    private long increaseTime(long seconds) {
        return call("evm_increaseTime", seconds).asLong();
    }

    private JsonNode block(long height) {
        return call("eth_getBlockByNumber", hex(BigInteger.valueOf(height)), false);
    }

    private static List<String> command(Options options) {
        var command = new ArrayList<String>();
        command.add(SandboxTools.installed().anvil().toString());
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--chain-id", Long.toString(options.chainId())));
        command.addAll(List.of("--mnemonic", MNEMONIC));
        command.addAll(List.of("--accounts", Integer.toString(FUNDED_ACCOUNTS)));
        command.addAll(List.of("--slots-in-an-epoch", Integer.toString(options.epoch())));
        command.addAll(mining(options));
        return command;
    }

    private static List<String> mining(Options options) {
        return options.blockTime()
                .map(time -> List.of("--block-time", Double.toString(time.toMillis() / 1000.0)))
                .orElse(List.of("--no-mining"));
    }

    private static Optional<Integer> port(String line) {
        var listening = LISTENING.matcher(line);
        return listening.find()
                ? Optional.of(Integer.valueOf(listening.group(1)))
                : Optional.empty();
    }
}
