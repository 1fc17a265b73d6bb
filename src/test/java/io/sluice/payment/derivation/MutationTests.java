package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.mutation.Mutation;
import java.io.IOException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the laws would notice. Each of these mistakes is planted in the derivation's source, one
 * at a time, compiled and put on trial:
 *
 * <ul>
 *   <li>a cancel comes before what was settled
 *   <li>a payment that was shipped on is never reversed
 *   <li>what strayed is passed over at the deadline
 *   <li>is final though it only counts
 *   <li>a policy fact carries though it covers too little
 *   <li>a policy fact of another choice carries
 *   <li>a policy fact carries though what it names was dismissed
 *   <li>a policy fact carries though what it names is in another block
 *   <li>a policy fact carries though its block went and came back
 *   <li>an older revision wins
 *   <li>what is heard last wins
 *   <li>an earlier barrier replaces a later one
 *   <li>the oldest acceptance holds
 *   <li>a dismissal is the last word for ever
 *   <li>an acceptance asks for all that was due
 *   <li>an acceptance asks for more than was agreed
 *   <li>an acceptance takes the oldest choice
 *   <li>a dismissal sets aside the chosen asset alone
 *   <li>one node's word counts
 *   <li>orphaned value counts
 *   <li>a dismissed transfer is held again
 *   <li>late value counts though it is to be held
 *   <li>accepted late value counts however late
 *   <li>value after a cancel counts
 *   <li>a reorg makes value late
 *   <li>the last moment of a window is late
 *   <li>dust that strayed is not ignored
 *   <li>late value is passed over
 *   <li>a block's clock is not forgiven
 *   <li>tolerance has no cap
 *   <li>tolerance may be all that is due
 *   <li>tolerance in another currency is forgiven
 *   <li>tolerance is rounded up
 *   <li>the newest choice is always the chosen one
 *   <li>what strayed first takes a covered payment back
 *   <li>a choice that was shipped on may lose to another
 *   <li>an accepted choice may lose to another
 *   <li>dust decides what is chosen
 *   <li>expires before its deadline
 *   <li>one chain that was read is enough
 *   <li>a chain that stands still blocks for ever
 *   <li>a chain is read when it is just there
 *   <li>the barrier is forgotten
 *   <li>the policy is met by too little
 *   <li>the policy is met at any depth
 *   <li>a confirmed payment rests on all that was sent
 *   <li>a quiet chain is not waited for
 *   <li>the clock is not waited for
 *   <li>depth is waited for one block too long
 *   <li>finality is not waited for
 *   <li>the safe tag is not waited for
 *   <li>past the deadline somebody is asked to pay
 * </ul>
 */
@Order(2)
class MutationTests {

    private static final int HISTORIES = 400;

    /**
     * Most mistakes are found in one of these; each mistake's classes are loaded anew, and slow.
     */
    private static final long[] TELLING = {19, 48, 1, 2, 27, 4, 7, 5, 8, 67, 84, 120};

    static Stream<Mutation> mutations() {
        return Stream.of(StatusMutations.ALL, ValueMutations.ALL, TimeMutations.ALL)
                .flatMap(it -> it.stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void isCaught(Mutation mutation) throws IOException, ReflectiveOperationException {
        var proof = MutatedDerivation.proof(mutation);

        var caught =
                LongStream.concat(LongStream.of(TELLING), LongStream.rangeClosed(1, HISTORIES))
                        .mapToObj(seed ->
                                catchThrowableOfType(
                                        AssertionError.class, () -> proof.accept(seed)))
                        .anyMatch(it -> it != null);

        assertThat(caught).as("some law noticed that %s", mutation).isTrue();
    }

    /** Else every mutation would seem to be caught. */
    @Test
    void nothingIsCaughtWhenNothingIsWrong() throws IOException, ReflectiveOperationException {
        var same = new Mutation("nothing", "Evidence", "isFinal(Transfer t", "isFinal(Transfer t");
        var proof = MutatedDerivation.proof(same);

        LongStream.rangeClosed(1, 20).forEach(proof);

        assertThat(proof.getClass()).isNotEqualTo(Proof.class);
    }
}
