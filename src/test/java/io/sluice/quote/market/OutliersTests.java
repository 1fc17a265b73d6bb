package io.sluice.quote.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutliersTests {

    @Test
    void cannotTellWhichOfTwoIsWrong() {
        assertThat(outliers("100", "200")).isEmpty();
    }

    @Test
    void setsTheThirdAsideWhenTheOtherTwoStandTogether() {
        assertThat(outliers("100", "100.2", "110")).containsExactly("110");
        assertThat(outliers("90", "100", "100.2")).containsExactly("90");
    }

    @Test
    void keepsAllThreeWithinOnePercent() {
        assertThat(outliers("100", "100.2", "101")).isEmpty();
    }

    @Test
    void setsAsideOnlyOneOfThree() {
        assertThat(outliers("100", "150", "300")).containsExactly("300");
    }

    @Test
    void measuresManyByHowFarTheyUsuallyAre() {
        assertThat(outliers("100", "100.1", "100.2", "100.3", "103")).containsExactly("103");
        assertThat(outliers("98", "99", "100", "101", "103")).isEmpty();
    }

    @Test
    void doesNotCallSmallDifferencesOutliersWhenOthersAreEqual() {
        assertThat(outliers("100", "100", "100", "100.3")).isEmpty();
        assertThat(outliers("100", "100", "100", "100.31")).containsExactly("100.31");
    }

    private static List<String> outliers(String... mids) {
        var marks =
                IntStream.range(0, mids.length)
                        .mapToObj(at -> Fixtures.mark("source" + at, mids[at]))
                        .toList();
        return Outliers.among(marks).stream().map(it -> it.mid().toPlainString()).toList();
    }
}
