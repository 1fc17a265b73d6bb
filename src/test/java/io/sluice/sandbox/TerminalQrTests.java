package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalQrTests {

    @Test
    void drawsTwoRowsToALineWithALightBorder() {
        var lines = TerminalQr.of("ethereum:0x0").lines().map(line -> line.substring(2)).toList();

        assertThat(lines).hasSize(13).allSatisfy(line -> assertThat(line).hasSize(25));
        assertThat(lines.getFirst()).containsPattern("^█+$");
        assertThat(lines.get(1)).startsWith("██ ▄▄▄▄▄ █").endsWith("█ ▄▄▄▄▄ ██");
    }
}
