package io.sluice.chaos;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.sluice.TestDatabase;
import io.sluice.chain.ChainView;
import io.sluice.chain.TransferListener;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.rpc.NodeHealth;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.watch.WatchForTests;
import io.sluice.money.Asset;
import io.sluice.platform.database.Databases;
import io.sluice.platform.tls.Authorities;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The watchers on trial: all that is between the nodes and the tables is the gateway's own. */
final class Gateway implements TransferListener, AutoCloseable {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Network network;
    private final UnaryOperator<ChainReader> bug;
    private final WatchForTests watch;
    private final AtomicReference<Mono<Void>> atCommit = new AtomicReference<>(Mono.empty());
    private final AtomicLong above = new AtomicLong();
    private final List<RpcChains> nodes = new CopyOnWriteArrayList<>();
    private Disposable.Composite running = Disposables.composite();
    private Duration off = Duration.ZERO;
    private @Nullable ChainReader reader;

    /**
     * Without any watcher yet.
     *
     * @param bug what is wrong with every reader
     */
    Gateway(Network network, TestDatabase home, UnaryOperator<ChainReader> bug) {
        this.network = network;
        this.bug = bug;
        var database = Databases.open(home.r2dbcUrl(), home.user(), home.password());
        watch = new WatchForTests(network, database, this);
    }

    /** One more watcher, with nothing in memory. */
    void start() {
        var clock = InstantSource.offset(InstantSource.system(), off);
        var listed =
                AssetsForTests.of(network).all().stream()
                        .collect(toUnmodifiableMap(Asset::type, Function.identity()));
        var asked = new RpcChains(Authorities.system());
        nodes.add(asked);
        var families = EvmFamilies.all(clock, asked);
        reader = bug.apply(families.require(network.id().family()).reader(network, listed));
        var _ = running.add(watch.follow(reader).subscribe());
    }

    /** Has what is final read again, and balances looked at. */
    void audit() {
        watch.audit(Objects.requireNonNull(reader)).block(PATIENT);
    }

    /** As a process that ends: nothing is waited for. */
    void stop() {
        running.dispose();
        running = Disposables.composite();
    }

    /** As a person does who knows that nobody lies any more. */
    void pardon() {
        nodes.stream().flatMap(it -> it.of(network).nodes().stream()).forEach(Gateway::pardon);
    }

    private static void pardon(RpcNode node) {
        var _ = node.health().lift(NodeHealth.State.QUARANTINED);
    }

    void clock(Duration next) {
        off = next;
    }

    void watch(String address) {
        watch.watchAddress(address).block(PATIENT);
    }

    /**
     * Has {@code event} happen once, when all of a unit that takes in a block above {@code height}
     * is written and nothing is committed.
     */
    void beforeCommit(long height, Mono<Void> event) {
        above.set(height);
        atCommit.set(event);
    }

    @Override
    public Mono<Void> moved(ChainView view, Collection<String> addresses) {
        return view.height() > above.get()
                ? Mono.defer(() -> atCommit.getAndSet(Mono.empty()))
                : Mono.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
