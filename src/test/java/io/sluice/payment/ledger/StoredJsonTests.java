package io.sluice.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Resolutions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Replicas of two releases work side by side while one takes over from the other. */
class StoredJsonTests {

    @Test
    void readsFactsFromBeforeAnybodyCouldDecide() {
        var old = StoredJson.read("{\"policyMet\": []}", Facts.class);

        assertThat(old.resolutions()).isEqualTo(Resolutions.NONE);
    }

    @Test
    void readsDecisionsBackAsTheyWere() {
        var dismissal =
                new Resolutions.Dismissal(
                        3, Instant.EPOCH, "client:shop", "sent back", java.util.Set.of("a", "b"));
        var facts = Facts.NONE.with(dismissal);

        assertThat(StoredJson.read(StoredJson.write(facts), Facts.class)).isEqualTo(facts);
    }
}
