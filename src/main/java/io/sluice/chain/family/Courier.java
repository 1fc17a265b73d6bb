package io.sluice.chain.family;

import java.math.BigInteger;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes transactions to the nodes of one chain, and asks them for those they have. */
public interface Courier {

    /** Hands a transaction to every node at once. Never fails: a node that does is silent. */
    Mono<List<Word>> send(String hash, String raw);

    /** Which operators have a transaction, waiting or in a block. Never fails. */
    Mono<Sightings> look(String hash);

    /**
     * A transaction that some node has, rebuilt and checked against its hash; empty when no node
     * tells one. Its sender was able to pay for it when this was asked.
     */
    Mono<Signed> fetch(String hash);

    /**
     * How many transactions of {@code sender} are in the chain up to {@code height}. Fails with
     * {@link io.sluice.chain.rpc.Undecided} while too few operators say the same.
     */
    Mono<BigInteger> nonceAt(String sender, long height);
}
