package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgesTests {

    @Test
    void isWhatHasPassed() {
        assertThat(Ages.millis(NOON.minusMillis(812), NOON)).isEqualTo(812);
        assertThat(Ages.millis(NOON.plusMillis(812), NOON)).isZero();
    }

    /** One source that claims so must not break what others are believed for. */
    @Test
    void bearsAnyTimeThatASourceMayClaim() {
        assertThat(Ages.millis(Instant.MAX, NOON)).isZero();
        assertThat(Ages.millis(Instant.MIN, NOON)).isEqualTo(Duration.ofDays(3650).toMillis());
    }
}
