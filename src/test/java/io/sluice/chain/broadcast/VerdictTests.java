package io.sluice.chain.broadcast;

import static io.sluice.chain.Broadcast.State.ACCEPTED;
import static io.sluice.chain.Broadcast.State.DROPPED;
import static io.sluice.chain.Broadcast.State.REFUSED;
import static io.sluice.chain.Broadcast.State.REPLACED;
import static io.sluice.chain.Broadcast.State.SENT;
import static io.sluice.chain.Broadcast.State.STORED;
import static io.sluice.chain.family.Word.Kind.KNOWN;
import static io.sluice.chain.family.Word.Kind.NONCE_USED;
import static io.sluice.chain.family.Word.Kind.NOT_HERE;
import static io.sluice.chain.family.Word.Kind.SILENT;
import static io.sluice.chain.family.Word.Kind.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Broadcast;
import io.sluice.chain.Broadcast.State;
import io.sluice.chain.broadcast.Verdict.Round;
import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Word;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from what three operators say of a transaction. */
class VerdictTests {

    private static final Asset COIN = new Asset(new ChainId("eip155:1"), "slip44:60", "ETH", 18);

    @Test
    void isAcceptedOnceAnotherOperatorThanTheOneThatTookItHasIt() {
        assertThat(verdict(STORED, seenAt("b"), a(TAKEN), b(SILENT))).isEqualTo(ACCEPTED);
        assertThat(verdict(STORED, seenAt("a", "c"))).isEqualTo(ACCEPTED);
    }

    @Test
    void isOnlySentWhileOneOperatorHasIt() {
        assertThat(verdict(STORED, seenAt("a"), a(TAKEN))).isEqualTo(SENT);
        assertThat(verdict(STORED, seenAt(), a(TAKEN), b(TAKEN))).isEqualTo(SENT);
    }

    @Test
    void doesNotBelieveThatItIsKnownUnlessItIsFound() {
        assertThat(verdict(STORED, seenAt(), a(KNOWN), b(KNOWN), c(KNOWN))).isEqualTo(STORED);
        assertThat(verdict(STORED, seenAt("a"), a(KNOWN), b(KNOWN), c(KNOWN))).isEqualTo(SENT);
        assertThat(verdict(STORED, seenAt("a", "b"), a(KNOWN), b(KNOWN))).isEqualTo(ACCEPTED);
    }

    @Test
    void isThereHoweverManySayThatItsNonceIsUsedOnceItIsFound() {
        var found = verdict(SENT, seenAt("a", "b"), a(NONCE_USED), b(NONCE_USED), c(NONCE_USED));

        assertThat(found).isEqualTo(ACCEPTED);
    }

    @Test
    void isReplacedBeforeItWasEverTakenWhenEnoughSayThatItsNonceIsUsed() {
        assertThat(verdict(STORED, seenAt(), a(NONCE_USED), b(NONCE_USED))).isEqualTo(REPLACED);
        assertThat(verdict(STORED, seenAt(), a(NONCE_USED), b(SILENT))).isEqualTo(STORED);
        assertThat(verdict(SENT, seenAt(), a(NONCE_USED), b(NONCE_USED))).isEqualTo(SENT);
    }

    @Test
    void isRefusedByAMajorityAndByNobodyAlone() {
        assertThat(verdict(STORED, seenAt(), a(Word.Kind.REFUSED))).isEqualTo(STORED);
        assertThat(verdict(STORED, seenAt(), a(Word.Kind.REFUSED), b(NOT_HERE))).isEqualTo(REFUSED);
        assertThat(verdict(STORED, seenAt(), a(Word.Kind.REFUSED), b(NOT_HERE), c(TAKEN)))
                .isEqualTo(SENT);
    }

    @Test
    void isStillOnItsWayWhenNodesThatHadItRefuseItForNow() {
        for (var had : List.of(SENT, ACCEPTED)) {
            var verdict = round(seenAt(), a(NOT_HERE), b(NOT_HERE), c(NOT_HERE));

            assertThat(verdict.on(transaction(had, false)))
                    .isEqualTo(new Verdict(had, "NOT_HERE by a"));
        }
    }

    @Test
    void saysWhyItIsRefusedByWhatHoldsEverywhere() {
        var round = round(seenAt(), a(NOT_HERE), b(Word.Kind.REFUSED));

        assertThat(round.on(transaction(STORED, false)).reason()).isEqualTo("REFUSED by b");
    }

    @Test
    void staysAcceptedWhileOneHasIt() {
        assertThat(verdict(ACCEPTED, seenAt("a"))).isEqualTo(ACCEPTED);
        assertThat(verdict(ACCEPTED, seenAt())).isEqualTo(ACCEPTED);
    }

    @Test
    void ofAHintIsDroppedWhenEnoughSayTheyDoNotHaveIt() {
        var enough = new Round(List.of(), new Sightings(Set.of(), Set.of("a", "b")), 3, 2);
        var tooFew = new Round(List.of(), new Sightings(Set.of(), Set.of("a")), 3, 2);

        assertThat(enough.on(transaction(SENT, true)).state()).isEqualTo(DROPPED);
        assertThat(enough.on(transaction(SENT, false)).state()).isEqualTo(SENT);
        assertThat(tooFew.on(transaction(SENT, true)).state()).isEqualTo(SENT);
    }

    @Test
    void takesTheWordOfTheOnlyOperatorThereIs() {
        var round = new Round(List.of(a(TAKEN)), seenAt("a"), 1, 1);

        assertThat(round.on(transaction(STORED, false)).state()).isEqualTo(ACCEPTED);
    }

    private static State verdict(State before, Sightings sightings, Word... words) {
        return round(sightings, words).on(transaction(before, false)).state();
    }

    private static Round round(Sightings sightings, Word... words) {
        return new Round(List.of(words), sightings, 3, 2);
    }

    private static Sightings seenAt(String... operators) {
        return new Sightings(Set.of(operators), Set.of());
    }

    private static Word a(Word.Kind kind) {
        return word("a", kind);
    }

    private static Word b(Word.Kind kind) {
        return word("b", kind);
    }

    private static Word c(Word.Kind kind) {
        return word("c", kind);
    }

    private static Word word(String operator, Word.Kind kind) {
        return new Word(operator, kind, kind + " by " + operator);
    }

    private static Broadcast transaction(State state, boolean hinted) {
        return new Broadcast(
                "0x1",
                "0xA",
                BigInteger.ONE,
                new AssetAmount(COIN, BigInteger.ONE),
                hinted,
                state,
                null,
                null,
                Instant.EPOCH);
    }
}
