package io.sluice.payment.derivation;

import io.sluice.mutation.MutatedClasses;
import io.sluice.mutation.Mutation;
import java.io.IOException;
import java.util.function.LongConsumer;

/** The derivation with one mistake in it, and the proof of the real one. */
final class MutatedDerivation {

    private static final String PACKAGE = MutatedDerivation.class.getPackageName();

    private MutatedDerivation() {}

    /** The proof, against a derivation with {@code mutation} in it. */
    static LongConsumer proof(Mutation mutation) throws ReflectiveOperationException, IOException {
        return MutatedClasses.with(mutation, PACKAGE, it -> it.startsWith(PACKAGE + "."))
                .create(Proof.class, LongConsumer.class);
    }
}
