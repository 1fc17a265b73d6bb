package io.sluice.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpMethod.GET;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class PageTests {

    @Test
    void saysWhereTheNextPageStartsOnlyWhenThereIsOne() {
        var full = Page.of(List.of("a", "b", "c"), 2, last -> "after-" + last);
        var last = Page.of(List.of("c"), 2, it -> "after-" + it);

        assertThat(full).isEqualTo(new Page<>(List.of("a", "b"), true, "after-b"));
        assertThat(last).isEqualTo(new Page<>(List.of("c"), false, null));
    }

    @Test
    void linksToTheNextPageOfTheSameQuestion() {
        var request =
                MockServerHttpRequest.method(
                                GET,
                                URI.create("/v1/payments?status=settled%20x&cursor=old&limit=2"))
                        .build();

        var answer = new Page<>(List.of("a"), true, "new").answer(request);

        assertThat(answer.getHeaders().getFirst("Link"))
                .isEqualTo("</v1/payments?status=settled%20x&limit=2&cursor=new>; rel=\"next\"");
    }

    @Test
    void readsBackTheCursorsItGave() {
        var cursor = Cursors.encode("payments", List.of("2026-01-01T00:00:00Z", "pay_1"));

        assertThat(Cursors.decode("payments", 2, cursor))
                .containsExactly("2026-01-01T00:00:00Z", "pay_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "e30", "bnVsbA", "WzFd", "W10", "WyJxdW90ZXMiLCIxIiwiMiJd"})
    void refusesEveryOtherText(String cursor) {
        assertThatThrownBy(() -> Cursors.decode("payments", 2, cursor))
                .isInstanceOf(Refused.class)
                .hasMessage("This is not a cursor of this list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\\u0000\"", "\"a\\n\"", "[\"a\"]", "1"})
    void refusesACursorWithAPartThatIsNoPlainText(String part) {
        var json = "[\"payments\",%s]".formatted(part).getBytes(UTF_8);
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(json);

        assertThatThrownBy(() -> Cursors.decode("payments", 1, cursor))
                .isInstanceOf(Refused.class)
                .hasMessage("This is not a cursor of this list");
    }

    @Test
    void limitsHowMuchOnePageHolds() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit(200)).isEqualTo(200);
        assertThatThrownBy(() -> Page.limit(201)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Page.limit(0)).isInstanceOf(Refused.class);
    }
}
