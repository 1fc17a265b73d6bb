package io.sluice.status;

import static ch.qos.logback.classic.Level.WARN;
import static io.sluice.status.FakeJournal.MERCHANT;
import static io.sluice.status.FakeJournal.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.sluice.LogLines;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MerchantFeedTests {

    final FakeJournal journal = new FakeJournal();
    final MerchantFeed feed =
            new MerchantFeed(
                    MERCHANT,
                    journal,
                    new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));

    @Test
    void warnsOnceThatItsEventsCannotBeReadAndAgainWhenThatComesBack() {
        journal.commit(event(1));
        journal.relay();
        try (var said = LogLines.of(MerchantFeed.class)) {
            reads();
            assertThat(said.levels()).isEmpty();

            journal.down(true);
            fails();
            fails();
            assertThat(said.levels()).containsExactly(WARN);

            journal.down(false);
            reads();
            journal.down(true);
            fails();
            assertThat(said.levels()).containsExactly(WARN, WARN);
        }
    }

    private void reads() {
        StepVerifier.create(feed.after(0))
                .assertNext(page -> assertThat(page.events()).hasSize(1))
                .verifyComplete();
    }

    private void fails() {
        StepVerifier.create(feed.after(0)).verifyError(R2dbcTransientResourceException.class);
    }
}
