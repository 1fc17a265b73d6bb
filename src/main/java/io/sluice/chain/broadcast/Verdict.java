package io.sluice.chain.broadcast;

import io.sluice.chain.Broadcast;
import io.sluice.chain.Broadcast.State;
import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a transaction from what operators say. Good news needs one of them, or two; that
 * it is refused or gone, and no longer sent, needs as many as decide anything else.
 *
 * @param reason empty unless nobody takes it now
 */
record Verdict(State state, String reason) {

    /** Whether some node has it, and people should see that. */
    boolean noticed() {
        return state == State.SENT || state == State.ACCEPTED;
    }

    /**
     * What everybody said in one round.
     *
     * @param operators how many there are
     * @param needed how many of them decide
     */
    record Round(List<Word> words, Sightings sightings, int operators, int needed) {

        Verdict on(Broadcast transaction) {
            var holding = holding();
            if (!holding.isEmpty()) {
                return held(transaction.state(), holding);
            }
            var refusal = refusal();
            if (refusal != null && isSaidByEnough(Word.Kind.REFUSED, Word.Kind.NOT_HERE)) {
                return refused(transaction.state(), refusal.reason());
            }
            if (transaction.state() == State.STORED && isNonceUsed()) {
                return new Verdict(State.REPLACED, "nonce_used");
            }
            if (transaction.hinted() && sightings.lacking().size() >= needed) {
                return new Verdict(State.DROPPED, "");
            }
            return new Verdict(transaction.state(), "");
        }

        /** Whether as many operators were found to have it as decide anything else. */
        boolean isHeldByEnough() {
            return sightings.having().size() >= needed;
        }

        /** Whether enough say that the nonce is used, by this transaction or another. */
        boolean isNonceUsed() {
            return isSaidByEnough(Word.Kind.NONCE_USED);
        }

        /** Whether enough say that it is in a block at or below {@code height}. */
        boolean isMinedUpTo(long height) {
            return sightings.minedUpTo(height) >= needed;
        }

        boolean isSeen() {
            return !sightings.having().isEmpty();
        }

        /** Who took it just now, or was found to have it. "Already known" alone is no proof. */
        private Set<String> holding() {
            var holding = new HashSet<>(sightings.having());
            words.stream()
                    .filter(it -> it.kind() == Word.Kind.TAKEN)
                    .map(Word::operator)
                    .forEach(holding::add);
            return holding;
        }

        private Verdict held(State before, Set<String> holding) {
            var elsewhere = isSeen() && (holding.size() > 1 || operators == 1);
            return new Verdict(
                    elsewhere || before == State.ACCEPTED ? State.ACCEPTED : State.SENT, "");
        }

        /** One that nodes had was good: fees fall and pools empty, and they will have it again. */
        private static Verdict refused(State before, String reason) {
            return new Verdict(before == State.STORED ? State.REFUSED : before, reason);
        }

        private boolean isSaidByEnough(Word.Kind... kinds) {
            var wanted = Set.of(kinds);
            return words.stream()
                            .filter(it -> wanted.contains(it.kind()))
                            .map(Word::operator)
                            .collect(Collectors.toSet())
                            .size()
                    >= needed;
        }

        /** One that holds everywhere says more than one node's policy. */
        private @Nullable Word refusal() {
            return words.stream()
                    .filter(it -> it.kind() == Word.Kind.REFUSED || it.kind() == Word.Kind.NOT_HERE)
                    .min((one, other) -> one.kind() == other.kind() ? 0 : order(one) - order(other))
                    .orElse(null);
        }

        private static int order(Word word) {
            return word.kind() == Word.Kind.REFUSED ? 0 : 1;
        }
    }
}
