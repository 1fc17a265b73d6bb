package io.sluice.payment.derivation;

import java.time.Instant;

/**
 * One step of a history, for laws to look at.
 *
 * @param derived what a derivation would write down at this moment, whether there is one or not
 */
record Scene(Moment before, Moment moment, Written derived, Dice dice) {

    static Scene of(Moment before, Moment moment, Dice dice) {
        return new Scene(before, moment, Written.at(moment.evidence(), moment.now()), dice);
    }

    Instant now() {
        return moment.now();
    }

    /** What was written down, with what was heard of since. */
    Evidence evidence() {
        return moment.evidence();
    }

    String status() {
        return derived.standing().status().word();
    }

    /** The reference's opinion of what is derived. */
    Reference reference() {
        return Reference.of(derived.evidence(), moment.heard(), moment.now());
    }
}
