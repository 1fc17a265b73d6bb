package io.sluice.sandbox.tour;

/** Something that can happen to a payment. */
interface Scenario {

    /** What it is about, in a few words. */
    String title();

    /**
     * Has it happen, and returns the payment it happened to.
     *
     * @throws IllegalStateException with the reason, when something else happens
     */
    String tell(Stage stage);
}
