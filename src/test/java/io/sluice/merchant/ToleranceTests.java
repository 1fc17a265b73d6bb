package io.sluice.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class ToleranceTests {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Tolerance TOLERANCE =
            new Tolerance(new BigDecimal("0.05"), new BigDecimal("0.5"), BigDecimal.ONE, EUR);

    @Test
    void isToldInAnotherCurrencyRoundedDown() {
        assertThat(TOLERANCE.in(JPY, new BigDecimal("163.9")))
                .isEqualTo(
                        new Tolerance(
                                new BigDecimal("8"),
                                new BigDecimal("0.5"),
                                new BigDecimal("163"),
                                JPY));
    }

    @Test
    void staysAsItIsInItsOwnCurrency() {
        assertThat(TOLERANCE.in(EUR, BigDecimal.TEN)).isEqualTo(TOLERANCE);
    }
}
