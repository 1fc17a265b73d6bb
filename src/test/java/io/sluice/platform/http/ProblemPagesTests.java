package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.http.ProblemPages.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ProblemPagesTests {

    private static final Path SOURCES = Path.of("src/main/java");

    /** A code is the first word in quotes of what makes a problem, or an enumeration's own. */
    private static final Pattern CODES =
            Pattern.compile(
                    "(?:Problem\\s*\\.(?:of|at)\\((?:[^\";]|\"/[^\"]*\")*?|[^.]refused\\(\\s*"
                            + "|\\n    [A-Z_]{3,}\\(|\\n        [A-Z_]{3,}\\()"
                            + "\"([a-z]+(?:-[a-z]+)*)\"");

    private static final Pattern SAYS_PROBLEMS =
            Pattern.compile("\\bProblem\\b|public String code\\(\\)");

    final WebTestClient http;
    final Set<String> known = known();

    ProblemPagesTests() throws IOException {
        http =
                WebTestClient.bindToController(new ProblemPageController(ProblemPages.read()))
                        .build();
    }

    @Test
    void saysOfEveryProblemThatTheSourcesNameWhatItMeansAndOfNoOther() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var named =
                    files.filter(it -> it.toString().endsWith(".java"))
                            .map(ProblemPagesTests::text)
                            .filter(it -> SAYS_PROBLEMS.matcher(it).find())
                            .flatMap(ProblemPagesTests::codes)
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(named).hasSizeGreaterThan(50).isEqualTo(known);
        }
    }

    @Test
    void listsThemAll() {
        var page = page("/problems");

        assertThat(known).allSatisfy(it -> assertThat(page).contains("\"/problems/" + it + "\""));
        assertThat(page).doesNotContain("http:", "https:", "<script");
    }

    @Test
    void explainsEachAtTheAddressThatIsItsType() {
        assertThat(known)
                .allSatisfy(
                        it -> assertThat(page("/problems/" + it)).contains("<h1>" + it + "</h1>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/nonsense", "/problems/..%2fopenapi.json"})
    void knowsNoOthers(String address) {
        http.get().uri(URI.create(address)).exchange().expectStatus().isNotFound();
    }

    private String page(String address) {
        return http.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .returnResult(String.class)
                .getResponseBody()
                .collect(Collectors.joining("\n"))
                .blockOptional()
                .orElseThrow();
    }

    private static Set<String> known() {
        try {
            var json = new ClassPathResource("problems.json").getContentAsByteArray();
            return Stream.of(ApiJson.mapper().readValue(json, Entry[].class))
                    .map(Entry::code)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> codes(String source) {
        return CODES.matcher(source).results().map(it -> it.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
