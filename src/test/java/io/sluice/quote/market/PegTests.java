package io.sluice.quote.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PegTests {

    @ParameterizedTest
    @CsvSource({
        "1, HELD",
        "0.995, HELD",
        "1.005, HELD",
        "0.9949, LOOSE",
        "1.02, LOOSE",
        "0.9799, BROKEN",
        "0.97, BROKEN",
        "1.03, BROKEN"
    })
    void isJudgedByHowFarTheCoinIsOff(String price, Peg peg) {
        assertThat(Peg.at(new BigDecimal(price))).isEqualTo(peg);
    }
}
