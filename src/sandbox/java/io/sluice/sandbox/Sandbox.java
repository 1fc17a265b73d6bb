package io.sluice.sandbox;

import java.net.URI;
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

    private final SandboxPostgres postgres;
    private final SandboxPostgres.Coordinates database;
    private final SandboxRedis redis;
    private final List<SandboxChain> chains;
    private final RateVenues venues;
    private final TokenIssuer issuer;
    private final Control control;
    private final URI page = URI.create("http://127.0.0.1:" + FreePort.find());

    private Sandbox(
            Future<SandboxPostgres> postgres, List<Future<SandboxChain>> chains, Options options)
            throws ExecutionException, InterruptedException {
        this.redis = SandboxRedis.start();
        this.issuer = TokenIssuer.start();
        this.venues = RateVenues.start();
        this.chains = List.of(chains.getFirst().get(), chains.getLast().get());
        this.postgres = postgres.get();
        this.database = this.postgres.createDatabase();
        this.control = new Control(this, options.controlPort());
    }

    /**
     * How a sandbox is set up.
     *
     * @param blockTime how often a block is mined, half as often on the second chain; empty: only
     *     when asked to
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

        private AnvilChain.Options firstChain() {
            return blockTime.map(AnvilChain.Options::every).orElseGet(AnvilChain.Options::manual);
        }

        private AnvilChain.Options secondChain() {
            return blockTime
                    .map(it -> AnvilChain.Options.every(it.multipliedBy(2)))
                    .orElseGet(AnvilChain.Options::manual)
                    .withId(31338);
        }
    }

    /** Starts all of it, the slow parts side by side. */
    public static Sandbox start(Options options) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = threads.submit((Callable<SandboxPostgres>) SandboxPostgres::start);
            var first = threads.submit(() -> SandboxChain.start(options.firstChain(), ""));
            var second = threads.submit(() -> SandboxChain.start(options.secondChain(), "2"));
            return new Sandbox(postgres, List.of(first, second), options);
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

    /** Two of them. Where nothing else is said, the first is meant. */
    public List<SandboxChain> chains() {
        return chains;
    }

    public AnvilChain chain() {
        return chains.getFirst().anvil();
    }

    public TestToken token() {
        return chains.getFirst().token();
    }

    /** Three views of the first chain, each of its own operator. */
    public List<NodeProxy> nodes() {
        return chains.getFirst().nodes();
    }

    /** A wallet with a million tokens and ether for the fees. */
    public PayerWallet payer() {
        return chains.getFirst().payer();
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

    /**
     * The origin of a shop's pages, which the gateway lets in. Nobody serves it unless asked to.
     */
    public URI page() {
        return page;
    }

    /** What points a gateway at this world, with keys and free ports of its own. */
    public Map<String, String> properties() {
        return SandboxProperties.of(this);
    }

    @Override
    public void close() {
        control.close();
        venues.close();
        issuer.close();
        chains.forEach(SandboxChain::close);
        redis.close();
        postgres.close();
    }
}
