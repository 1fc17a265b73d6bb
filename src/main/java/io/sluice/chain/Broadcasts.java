package io.sluice.chain;

import io.sluice.money.AssetAmount;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes signed transactions of payers to the nodes, and follows what becomes of them. */
public interface Broadcasts {

    /**
     * What a signed transaction says of itself; nothing of it is stored. Fails with {@link
     * ChainFailure.UnfitTransaction} when it cannot be read, or its signature is not good.
     *
     * @param family CAIP-2 namespace of the chains it may be for
     */
    Mono<Presented> present(String family, String raw);

    /** The one of {@code payment} with this hash; empty when there is none. */
    Mono<Broadcast> find(String payment, Presented presented);

    /**
     * Keeps a transaction and has it sent to every node once the caller's unit has committed; part
     * of that unit, which holds the payment. The same one again is the same, and one that was
     * refused is tried again, once a minute. Fails with {@link ChainFailure.UnfitTransaction} when
     * it does not pay at least {@code missing} to {@code address}, and with {@link
     * ChainFailure.TooManyTransactions}.
     *
     * @param until after this it is not sent for the first time
     */
    Mono<Broadcast> submit(
            String payment,
            Presented presented,
            AssetAmount missing,
            String address,
            Instant until);

    /** All of a payment, the oldest first. */
    Flux<Broadcast> of(String payment);

    /**
     * Looks for a transaction that may pay to {@code address}, at every node of every chain of the
     * family. What is found waiting there is shown from then on, and counts for nothing. Completes
     * when that is under way; fails with {@link ChainFailure.TooManyHints}.
     */
    Mono<Void> hint(String payment, String family, String address, String hash);

    /** A signed transaction that was read. */
    interface Presented {
        String hash();
    }
}
