package io.sluice.sandbox;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole outside world: everything the gateway talks to, fresh at each start. */
public final class Sandbox implements AutoCloseable {

    private static final BigInteger FORTUNE = new BigInteger("1000000000000");

    private final SandboxPostgres postgres;
    private final SandboxPostgres.Coordinates database;
    private final SandboxRedis redis;
    private final AnvilChain chain;
    private final TestToken token;
    private final PayerWallet payer;
    private final List<NodeProxy> nodes;
    private final RateVenues venues;
    private final TokenIssuer issuer;
    private final Control control;

    private Sandbox(Future<SandboxPostgres> postgres, Future<AnvilChain> chain, Options options)
            throws ExecutionException, InterruptedException {
        this.redis = SandboxRedis.start();
        this.issuer = TokenIssuer.start();
        this.venues = RateVenues.start();
        this.chain = chain.get();
        this.payer = PayerWallet.funded(this.chain, 0);
        this.token = TestToken.deploy(this.chain);
        token.mint(payer.address(), FORTUNE);
        this.chain.mine(1);
        this.nodes =
                List.of(
                        NodeProxy.before(this.chain, "a"),
                        NodeProxy.before(this.chain, "b"),
                        NodeProxy.before(this.chain, "c"));
        this.postgres = postgres.get();
        this.database = this.postgres.createDatabase();
        this.control = new Control(this, options.controlPort());
    }

    /**
     * How a sandbox is set up.
     *
     * @param blockTime how often a block is mined; empty: only when asked to
     * @param controlPort where the control endpoint listens; 0 takes a free port
     */
    public record Options(Optional<Duration> blockTime, int controlPort) {

        /** Mines only when asked to, for tests. */
        public static Options manual() {
            return new Options(Optional.empty(), 0);
        }

        /** Mines by itself, for people. */
        public static Options every(Duration blockTime) {
            return new Options(Optional.of(blockTime), 0);
        }
    }

    /** Starts all of it, the slow parts side by side. */
    public static Sandbox start(Options options) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = threads.submit((Callable<SandboxPostgres>) SandboxPostgres::start);
            var chain = threads.submit(() -> AnvilChain.start(chainOptions(options)));
            return new Sandbox(postgres, chain, options);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The sandbox does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public SandboxRedis redis() {
        return redis;
    }

    public SandboxPostgres.Coordinates database() {
        return database;
    }

    public AnvilChain chain() {
        return chain;
    }

    public TestToken token() {
        return token;
    }

    /** Three views of the one chain, each of its own operator. */
    public List<NodeProxy> nodes() {
        return nodes;
    }

    public RateVenues venues() {
        return venues;
    }

    public TokenIssuer issuer() {
        return issuer;
    }

    public Control control() {
        return control;
    }

    /** A wallet with a million tokens and ether for the fees. */
    public PayerWallet payer() {
        return payer;
    }

    /** What points a gateway at this world, with keys and free ports of its own. */
    public Map<String, String> properties() {
        return SandboxProperties.of(this);
    }

    @Override
    public void close() {
        control.close();
        nodes.forEach(NodeProxy::close);
        venues.close();
        issuer.close();
        chain.close();
        redis.close();
        postgres.close();
    }

    private static AnvilChain.Options chainOptions(Options options) {
        return options.blockTime()
                .map(AnvilChain.Options::every)
                .orElseGet(AnvilChain.Options::manual);
    }
}
