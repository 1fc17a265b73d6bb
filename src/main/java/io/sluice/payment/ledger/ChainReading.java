package io.sluice.payment.ledger;

import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.PendingTransfer;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Terms;
import io.sluice.payment.derivation.Transfers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Reads what the chains hold against a payment, as of one moment. */
final class ChainReading {

    private final Chains chains;

    ChainReading(Chains chains) {
        this.chains = chains;
    }

    /**
     * What was read; chains nobody was told to pay on too, for what strays there is shown.
     *
     * @param pending for people to see: no decision is made on it
     */
    record Reading(
            Transfers transfers, Map<ChainId, ChainView> views, List<PendingTransfer> pending) {

        static Reading of(ChainState state) {
            return new Reading(
                    Transfers.of(state.transfers()),
                    state.views().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            ChainView::chain, Function.identity())),
                    state.pending());
        }
    }

    /** The mean time between the newest blocks of a chain; empty while nobody can tell. */
    Mono<Duration> blockTime(ChainId chain) {
        return chains.blockTime(chain);
    }

    Mono<Reading> read(Terms terms) {
        var deposits = terms.choices().stream().map(Choice::deposit).distinct().toList();
        return (deposits.isEmpty() ? Mono.just(ChainState.NOTHING) : chains.state(deposits))
                .map(Reading::of);
    }
}
