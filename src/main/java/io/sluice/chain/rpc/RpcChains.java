package io.sluice.chain.rpc;

import io.sluice.chain.network.Network;
import io.sluice.money.ChainId;
import io.sluice.platform.tls.Authorities;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The nodes of each chain, with what this replica has learnt of them: one set for all who ask. */
@Component
public final class RpcChains implements AutoCloseable {

    private final Authorities authorities;
    private final Map<ChainId, Fanout> fanouts = new ConcurrentHashMap<>();
    private final Disposable.Composite connections = Disposables.composite();
    private final List<ForgeryListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * Errors are told apart by a file: the first one may come on an event loop, too late to read.
     */
    public RpcChains(Authorities authorities) {
        this.authorities = authorities;
        ErrorWordings.load();
    }

    /** Who answers for {@code network}. */
    public Fanout of(Network network) {
        return fanouts.computeIfAbsent(network.id(), _ -> open(network));
    }

    /** Who is believed to know the nodes. */
    public Authorities authorities() {
        return authorities;
    }

    /** Tells {@code listener} of each node that is caught lying from now on. */
    public void onForgery(ForgeryListener listener) {
        listeners.add(listener);
    }

    /** Hangs up everywhere. */
    @Override
    public void close() {
        connections.dispose();
    }

    private Fanout open(Network network) {
        return new Fanout(
                RpcNodes.of(network, authorities, connections::add),
                network.quorum(),
                network.patience(),
                forgery -> listeners.forEach(it -> it.forged(network.id(), forgery)));
    }
}
