package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.sandbox.Chromium;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class CutBenchTests {

    @Test
    void losesNothingOfWhatChromiumIsToldWhereverItIsCut() {
        assumeTrue(Chromium.isInstalled());

        var measured = new CutBench(1_000).run();

        assertThat(measured).filteredOn(it -> !it.isMet()).isEmpty();
        assertThat(measured)
                .filteredOn(it -> it.what().matches("  (inside|right after) a .*"))
                .hasSize(3)
                .allMatch(it -> it.measured() > 0);
    }
}
