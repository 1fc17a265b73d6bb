package io.sluice.sandbox.contract;

import java.util.List;

/** A reader of event streams, most of which somebody else has written. */
interface Client {

    String name();

    /** How often it is cut off. */
    default int patience() {
        return 12;
    }

    /**
     * Follows a payment in log mode, as its payer, and comes back whenever it is cut, until it
     * hears that the payment is closed. Fails with {@link NotHere} where there is no such client.
     */
    Following follow(Sale sale, CuttingProxy proxy) throws Exception;

    /** What a client is told. */
    interface Following extends AutoCloseable {

        /** So far. Fails when the client gave up. */
        List<Heard> heard();

        /** Whether it has heard the end. */
        default boolean isOver() {
            return heard().stream().anyMatch(it -> it.isEnd("closed"));
        }

        @Override
        void close();
    }
}
