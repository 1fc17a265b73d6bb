package io.sluice.chain;

import io.sluice.money.ChainId;
import java.time.Duration;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** What is known of the chains, as far as they were read. */
public interface Chains {

    /** How far {@code chain} was read; empty before its first block. */
    Mono<ChainView> view(ChainId chain);

    /** As many transfers of one asset to one address are told, the largest first. */
    int LARGEST = 500;

    /**
     * What the chains hold for {@code deposits}, as of one moment: the transfers ever seen to them,
     * in any asset, each at its newest revision, and how far each chain of their families was read.
     * Of one asset to one address only the {@link #LARGEST} are told: a swarm of dust can neither
     * hide what counts, nor make it slow to read.
     */
    Mono<ChainState> state(Collection<DepositAddress> deposits);

    /** The mean time between the newest blocks of {@code chain}; empty while too few were read. */
    Mono<Duration> blockTime(ChainId chain);

    /**
     * What a payment of {@code total} on {@code chain} needs to be called confirmed, if it is
     * issued now: more than what ever went away of the chain at once. On a chain whose ways are not
     * known, what it calls final counts if that is seen to go on.
     */
    Mono<Finality> finality(ChainId chain, Worth total);
}
