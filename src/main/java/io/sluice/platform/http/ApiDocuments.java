package io.sluice.platform.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The description of this API and a page that shows it. All of it is read once at the start, so
 * that no request ever waits for a file.
 */
final class ApiDocuments {

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css");

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Sluice API</title>
              <link rel="stylesheet" href="/docs/api/swagger-ui.css">
            </head>
            <body>
              <noscript><a href="/docs/api/openapi.json">The description as JSON</a></noscript>
              <div id="api"></div>
              <script src="/docs/api/swagger-ui-bundle.js"></script>
              <script src="/docs/api/start.js"></script>
            </body>
            </html>
            """;

    private static final String START =
            """
            SwaggerUIBundle({
              url: "/docs/api/openapi.json",
              dom_id: "#api",
              deepLinking: true,
              supportedSubmitMethods: [],
              validatorUrl: null
            });
            """;

    private final Map<String, Document> documents;

    private ApiDocuments(Map<String, Document> documents) {
        this.documents = documents;
    }

    static ApiDocuments read() throws IOException {
        return new ApiDocuments(
                Map.of(
                        "", Document.page(PAGE),
                        "start.js", Document.text(SCRIPT, START),
                        "openapi.json",
                                new Document(MediaType.APPLICATION_JSON, only("openapi.json")),
                        "swagger-ui.css", new Document(STYLE, webjar("swagger-ui.css")),
                        "swagger-ui-bundle.js",
                                new Document(SCRIPT, webjar("swagger-ui-bundle.js"))));
    }

    /** The file of this name, or empty; the page itself has the empty name. */
    Optional<Document> find(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    private static byte[] webjar(String name) throws IOException {
        return only("META-INF/resources/webjars/swagger-ui/*/" + name);
    }

    private static byte[] only(String path) throws IOException {
        Resource[] found =
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + path);
        if (found.length == 0) {
            throw new FileNotFoundException(path);
        }
        return found[0].getContentAsByteArray();
    }
}
