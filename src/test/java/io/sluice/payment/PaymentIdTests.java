package io.sluice.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentIdTests {

    private static final String LEADING = "pay_01jz8q4k7m2n3p5r6s7t8v9w0";
    private static final Pattern GRAMMAR = Pattern.compile("pay_[0-9a-hjkmnp-tv-z]{26}");

    @Test
    void hasTheDigitsOfItsGrammar() {
        for (var digit = '\0'; digit < 0x200; digit++) {
            var text = LEADING + digit;

            assertThat(PaymentId.of(text).isPresent())
                    .as("U+%04x", (int) digit)
                    .isEqualTo(GRAMMAR.matcher(text).matches());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pay_", LEADING, LEADING + "x0", LEADING + "x\n", " " + LEADING})
    void isNothingElse(String text) {
        assertThat(PaymentId.of(text)).isEmpty();
        assertThatThrownBy(() -> new PaymentId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
