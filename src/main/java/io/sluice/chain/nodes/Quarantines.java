package io.sluice.chain.nodes;

import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.chain.rpc.Exhibit;
import io.sluice.chain.rpc.Forgery;
import io.sluice.chain.rpc.ForgeryListener;
import io.sluice.chain.rpc.NodeHealth.State;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.ChainId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Has all replicas agree on who is in quarantine: what one found is on record, and only a person
 * lifts it.
 */
@Component
final class Quarantines implements ForgeryListener {

    private static final Logger log = LoggerFactory.getLogger(Quarantines.class);

    private final ChainProperties properties;
    private final RpcChains chains;
    private final PostgresQuarantines store;
    private final QuarantinesOnRecord onRecord;
    private final Queue<Quarantine> caught = new ConcurrentLinkedQueue<>();

    /** Those on record that hold here: what was found only now is none of them yet. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    Quarantines(
            ChainProperties properties,
            RpcChains chains,
            PostgresQuarantines store,
            QuarantinesOnRecord onRecord) {
        this.properties = properties;
        this.chains = chains;
        this.store = store;
        this.onRecord = onRecord;
        chains.onForgery(this);
    }

    @Override
    public void forged(ChainId chain, Forgery forgery) {
        var node = forgery.node();
        caught.add(
                Quarantine.caught(
                        chain.value(),
                        node.name(),
                        node.operator(),
                        forgery.request(),
                        String.valueOf(forgery.failure().getMessage()),
                        noted(forgery.failure().exhibit())));
    }

    private static @Nullable Exhibit noted(Exhibit exhibit) {
        return exhibit.equals(Exhibit.NONE) ? null : exhibit;
    }

    /** Puts what was found here on record; what cannot be written stays to be written. */
    Mono<Void> keep() {
        return Mono.fromSupplier(caught::peek)
                .delayUntil(store::keep)
                .doOnNext(it -> held.add(place(it.chain(), it.node())))
                .doOnNext(caught::remove)
                .repeat(() -> !caught.isEmpty())
                .then();
    }

    /** Takes over what is on record, and gives back their say to those that no longer are. */
    Mono<Void> compare() {
        return Mono.fromSupplier(() -> Set.copyOf(held))
                .flatMap(this::compare)
                .doOnSuccess(_ -> onRecord.areKnown());
    }

    /** Only what was on record before it is read can be found to be there no more. */
    private Mono<Void> compare(Set<String> before) {
        return store.open()
                .collect(Collectors.toMap(it -> place(it.chain(), it.node()), Function.identity()))
                .doOnNext(open -> properties.chains().forEach(it -> compare(it, open, before)))
                .then();
    }

    /** Gives a node its say back, on all replicas. False when it is not in quarantine. */
    Mono<Boolean> lift(String chain, String node, String because) {
        return keep().then(Mono.defer(() -> store.lift(chain, node, because)))
                .delayUntil(_ -> compare())
                .doOnNext(lifted -> {
                    if (lifted) {
                        log.warn(
                                "A person lifted a quarantine chain={} node={} because={}",
                                chain,
                                node,
                                because);
                    }
                });
    }

    /** What was ever held against nodes, the newest first. */
    Mono<List<Quarantine>> newest(int limit) {
        return store.newest(limit).collectList();
    }

    /** Which nodes said of late that there is something they cannot do. */
    List<Lacking> lacking() {
        return properties.chains().stream()
                .flatMap(network ->
                        chains.of(network).nodes().stream()
                                .map(node -> lacking(network, node))
                                .filter(it -> !it.what().isEmpty()))
                .toList();
    }

    private static Lacking lacking(Network network, RpcNode node) {
        return new Lacking(network.id().value(), node.name(), node.lacking());
    }

    private void compare(Network network, Map<String, Quarantine> open, Set<String> before) {
        for (var node : chains.of(network).nodes()) {
            var place = place(network.id().value(), node.name());
            var found = open.get(place);
            if (found != null) {
                held.add(place);
                var _ = node.health().quarantine(found.reason());
            } else if (before.contains(place)) {
                held.remove(place);
                var _ = node.health().lift(State.QUARANTINED);
            }
        }
    }

    private static String place(String chain, String node) {
        return chain + "/" + node;
    }
}
