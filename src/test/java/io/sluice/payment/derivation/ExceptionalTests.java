package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.DEADLINE;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.OTHER_CHAIN;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static io.sluice.payment.derivation.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer.State;
import io.sluice.money.Asset;
import io.sluice.payment.derivation.Facts.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each word for what is out of the ordinary, by a plain example. */
class ExceptionalTests {

    private static final Asset FAR = new Asset(OTHER_CHAIN, "slip44:60", "ETH", 18);

    private final Evidence lapsed = at(Evidence.of(terms(usdc())), view(1000, AFTER, 0));

    @Test
    void hasNoWordForWhatIsAsAgreed() {
        assertThat(words(lapsed.with(paid("0x1", "100", 10)))).isEmpty();
        assertThat(words(lapsed.with(paid("0x1", "100.001", 10)))).isEmpty();
    }

    @Test
    void saysWhetherItIsTooLittleOrTooMuch() {
        assertThat(words(lapsed.with(paid("0x1", "99.4", 10)))).containsExactly("underpaid");
        assertThat(words(lapsed.with(paid("0x1", "100.002", 10)))).containsExactly("overpaid");
    }

    @Test
    void saysThatItCameLate() {
        var late = paid("0x1", USDC, "100", 950, DEADLINE.plusSeconds(1), 1);

        assertThat(words(lapsed.with(late))).containsExactly("late");
    }

    @Test
    void saysWhetherItIsOnlyTheAssetThatIsWrongOrTheChain() {
        var asset = paid("0x1", ETH, "1", 10, OPENED, 1);
        var chain = paid("0x2", FAR, "1", 10, OPENED, 1);

        assertThat(words(lapsed.with(asset))).containsExactly("wrong_asset");
        assertThat(words(lapsed.with(chain))).containsExactly("wrong_chain");
        assertThat(words(lapsed.with(asset).with(chain)))
                .containsExactly("wrong_asset", "wrong_chain");
    }

    @Test
    void saysWhatBecameOfATransferWhoseBlockWentAway() {
        var paid = paid("0x1", "100", 10);

        assertThat(words(lapsed.with(with(paid, State.ORPHANED, 99)))).containsExactly("reorged");
        assertThat(words(lapsed.with(with(paid, State.REVERTED, 99)))).containsExactly("reorged");
        assertThat(words(lapsed.with(with(paid, State.REPLACED, 99))))
                .containsExactly("replaced", "reorged");
    }

    @Test
    void saysThatItWasFoundOnlyAfterTheEnd() {
        var expired = new Discovery(lapsed.with(paid("0x1", "60", 10))).facts(AFTER);

        assertThat(words(expired)).containsExactly("underpaid");
        assertThat(words(expired.with(paid("0x2", "40", 11)))).containsExactly("detection_delayed");
    }

    @Test
    void doesNotTakeDustForSomethingFoundAfterACancel() {
        var dusted = lapsed.with(paid("0x1", "0.001", 10));
        var canceled = dusted.with(dusted.facts().with(new Cancellation(DEADLINE)));

        assertThat(words(canceled)).isEmpty();
        assertThat(words(canceled.with(paid("0x2", "100", 11))))
                .containsExactly("detection_delayed");
    }

    private static List<String> words(Evidence evidence) {
        return Standing.of(evidence, AFTER).exceptions();
    }
}
