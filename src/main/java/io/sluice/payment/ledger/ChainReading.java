package io.sluice.payment.ledger;

import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Terms;
import io.sluice.payment.derivation.Transfers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what the chains hold against a payment, as of one moment. */
final class ChainReading {

    private static final int ATTEMPTS = 10;

    private final Chains chains;

    ChainReading(Chains chains) {
        this.chains = chains;
    }

    /** What was read. */
    record Reading(Transfers transfers, Map<ChainId, ChainView> views) {
        static final Reading NOTHING = new Reading(Transfers.of(List.of()), Map.of());
    }

    Mono<Reading> read(Terms terms) {
        return terms.choices().isEmpty()
                ? Mono.just(Reading.NOTHING)
                : readUnmoved(terms, ATTEMPTS);
    }

    /**
     * Views around the transfers: were a reorg committed between the two, a transfer in a block
     * that is gone would look as deep as the new chain is high.
     */
    private Mono<Reading> readUnmoved(Terms terms, int attempts) {
        return views(terms)
                .flatMap(before -> transfers(terms).map(it -> new Reading(it, before)))
                .flatMap(it ->
                        views(terms)
                                .map(after -> after.equals(it.views()))
                                .flatMap(same -> same ? Mono.just(it) : again(terms, attempts)));
    }

    private Mono<Reading> again(Terms terms, int attempts) {
        return attempts > 1
                ? readUnmoved(terms, attempts - 1)
                : Mono.error(new IllegalStateException("the chains moved at every reading"));
    }

    private Mono<Transfers> transfers(Terms terms) {
        var addresses = deposits(terms).map(DepositAddress::address).toList();
        return chains.transfersTo(addresses).collectList().map(Transfers::of);
    }

    /** Also of chains nobody was told to pay on: what strays there is shown. */
    private Mono<Map<ChainId, ChainView>> views(Terms terms) {
        var ofFamilies = deposits(terms).flatMap(it -> chains.family(it.family()).stream());
        var all = Stream.concat(terms.chains().stream(), ofFamilies).distinct().toList();
        return Flux.fromIterable(all).concatMap(chains::view).collectMap(ChainView::chain);
    }

    private static Stream<DepositAddress> deposits(Terms terms) {
        return terms.choices().stream().map(Choice::deposit).distinct();
    }
}
