package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.network.Network;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptTests {

    private static final String KEY = "f00dfacef00dface";
    private static final Secrets SECRETS =
            Secrets.of(
                    new Network.Node(
                            "node",
                            "operator",
                            URI.create("https://node.example/v2/" + KEY),
                            Map.of("X-Key", "bearer-of-bad-news"),
                            null));

    @Test
    void tellsEveryByteApartAndHowManyThereWere() {
        var exhibit = exhibit("abc");

        assertThat(exhibit.digest())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(exhibit.bytes()).isEqualTo(3);
        assertThat(exhibit("a", "bc").digest()).isEqualTo(exhibit.digest());
        assertThat(exhibit("abd").digest()).isNotEqualTo(exhibit.digest());
    }

    @Test
    void showsHowEachResponseBegins() {
        assertThat(exhibit("{\"block\":1}", "[\"receipt\"]").excerpt())
                .isEqualTo("{\"block\":1}\n[\"receipt\"]");
        assertThat(exhibit("x".repeat(50_000), "y".repeat(50_000)).excerpt())
                .hasSizeLessThanOrEqualTo(4_096)
                .startsWith("xxx")
                .endsWith("yyy");
    }

    @Test
    void showsNoSecretThatTheNodeRepeats() {
        var echo =
                """
                {"url":"https://node.example/v2/%s","key":"%s","h":"bearer-of-bad-news"}\
                """
                        .formatted(KEY, KEY);

        var shown = exhibit(echo).excerpt();

        assertThat(shown).doesNotContain(KEY, "node.example", "bearer-of-bad-news");
    }

    @Test
    void showsNoPartOfASecretThatIsCutOff() {
        for (var before = 8_150; before < 8_200; before++) {
            var shown = exhibit("*".repeat(before) + KEY + "z".repeat(50)).excerpt();

            assertThat(shown).doesNotContain(KEY.substring(0, 6));
        }
    }

    @Test
    void isPrintableWhateverWasSent() {
        assertThat(exhibit("\u0000\u00e9\r\n{}").excerpt()).isEqualTo(" {}");
        assertThat(Transcript.exhibit(List.of())).isEqualTo(Exhibit.NONE);
    }

    private static Exhibit exhibit(String... bodies) {
        return Transcript.exhibit(
                List.of(bodies).stream()
                        .map(it -> new Transcript(it.getBytes(StandardCharsets.UTF_8), SECRETS))
                        .toList());
    }
}
