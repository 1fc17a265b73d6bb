package io.sluice.platform.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * Pages at the addresses that the types of problems are (RFC 9457, 3.1.1), and one that lists them
 * all. They are written once at the start.
 */
final class ProblemPages {

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} · Sluice problems</title>
              <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto;
                       padding: 0 1rem; color: #1c2430; background: #fff }
                table { border-collapse: collapse; width: 100% }
                th, td { text-align: left; vertical-align: top; padding: .5rem .75rem;
                         border-bottom: 1px solid #d8dee6 }
                code { white-space: nowrap }
              </style>
            </head>
            <body>
              <h1>{title}</h1>
              <p>Every refusal is <code>application/problem+json</code>: its <code>type</code> is the
              address of one of these, its <code>code</code> the name. Those that may succeed later
              have <code>retryable: true</code>, and mostly a <code>Retry-After</code>.</p>
              <table>
                <tr><th>code</th><th>status</th><th>may succeed later</th><th>what it means</th>
                <th>what to do</th></tr>
            {rows}
              </table>
              <p><a href="/problems">All problems</a> · <a href="/docs/api">The API</a></p>
            </body>
            </html>
            """;

    private final Document all;
    private final Map<String, Document> each;

    /**
     * A type of problem.
     *
     * @param status a code of HTTP, or {@code 4xx} for those that have no name of their own
     */
    record Entry(String code, String status, boolean retryable, String meaning, String remedy) {

        private String row() {
            return """
                <tr><td><a href="/problems/%1$s"><code>%1$s</code></a></td><td>%2$s</td>\
                <td>%3$s</td><td>%4$s</td><td>%5$s</td></tr>\
            """
                    .formatted(
                            code,
                            status,
                            retryable ? "yes" : "no",
                            HtmlUtils.htmlEscape(meaning),
                            HtmlUtils.htmlEscape(remedy));
        }
    }

    private ProblemPages(List<Entry> entries) {
        all = page("All problems", entries);
        each =
                entries.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Entry::code, it -> page(it.code(), List.of(it))));
    }

    static ProblemPages read() throws IOException {
        var json = new ClassPathResource("problems.json").getContentAsByteArray();
        return new ProblemPages(List.of(ApiJson.mapper().readValue(json, Entry[].class)));
    }

    Document all() {
        return all;
    }

    /** Empty when there is no such problem. */
    Optional<Document> of(String code) {
        return Optional.ofNullable(each.get(code));
    }

    private static Document page(String title, List<Entry> entries) {
        var rows = entries.stream().map(Entry::row).collect(Collectors.joining("\n"));
        return Document.page(FRAME.replace("{title}", title).replace("{rows}", rows));
    }
}
