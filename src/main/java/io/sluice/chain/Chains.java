package io.sluice.chain;

import io.sluice.money.ChainId;
import io.sluice.money.Price;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of the chains, as far as they were read. */
public interface Chains {

    /** The configured chains of one family. */
    List<ChainId> family(String family);

    /** How far {@code chain} was read; empty before its first block. */
    Mono<ChainView> view(ChainId chain);

    /** As many transfers of one asset to one address are told, the largest first. */
    int LARGEST = 500;

    /**
     * The transfers ever seen to {@code addresses}, in any asset, each at its newest revision. Of
     * one asset to one address only the {@link #LARGEST} are told: a swarm of dust can neither hide
     * what counts, nor make it slow to read.
     */
    Flux<Transfer> transfersTo(Collection<String> addresses);

    /** What a payment of {@code total} on {@code chain} needs to be called confirmed. */
    Finality finality(ChainId chain, Price total);
}
