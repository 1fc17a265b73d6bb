package io.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page that opens a native {@code EventSource} for each stream, once, and says what they hear.
 * That one is opened again is the browser's doing alone.
 */
final class CutPage implements AutoCloseable {

    private static final String HTML =
            """
            <!doctype html>
            <meta charset="utf-8">
            <title>Cuts</title>
            <script>
              const said = [];
              // As Java's String.hashCode.
              const hash = (text) => {
                let it = 0;
                for (let i = 0; i < text.length; i++) {
                  it = (Math.imul(31, it) + text.charCodeAt(i)) | 0;
                }
                return it;
              };
              STREAMS.forEach((url, number) => {
                const source = new EventSource(url);
                source.onopen = () => said.push(`${number} open`);
                source.onerror = () => {
                  if (source.readyState === EventSource.CLOSED) said.push(`${number} closed`);
                };
                for (const name of ["snapshot", "payment"]) {
                  source.addEventListener(name, ({ data, lastEventId }) =>
                    said.push(`${number} version ${lastEventId} ${hash(data)}`));
                }
                source.addEventListener("end", () => said.push(`${number} end`));
              });
              const tell = async () => {
                if (said.length > 0) {
                  const body = said.splice(0).join("\\n");
                  await fetch("/told", { method: "POST", body });
                }
                setTimeout(tell, 100);
              };
              tell();
            </script>
            """;

    private final HttpServer server;
    private final URI origin;
    private final List<CutStream> streams;

    private CutPage(HttpServer server, URI origin, List<CutStream> streams) {
        this.server = server;
        this.origin = origin;
        this.streams = streams;
    }

    /** Serves it at an origin that the gateway lets in: to each stream belongs an address. */
    static CutPage serve(URI origin, List<String> urls, List<CutStream> streams) {
        try {
            var address = new InetSocketAddress(origin.getHost(), origin.getPort());
            var page = new CutPage(HttpServer.create(address, 0), origin, streams);
            var html = HTML.replace("STREAMS", JsonMapper.shared().writeValueAsString(urls));
            page.server.createContext("/", it -> answer(it, html));
            page.server.createContext("/told", page::hear);
            page.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            page.server.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return origin.resolve("/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        var said = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        said.lines().forEach(this::hear);
        answer(exchange, "");
    }

    private void hear(String line) {
        var words = line.split(" ", -1);
        var stream = streams.get(Integer.parseInt(words[0]));
        switch (words[1]) {
            case "open" -> stream.opened();
            case "closed" -> stream.gaveUp();
            case "end" -> stream.ended();
            default -> stream.hear(Long.parseLong(words[2]), Integer.parseInt(words[3]));
        }
    }

    private static void answer(HttpExchange exchange, String html) throws IOException {
        try (exchange) {
            var bytes = html.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
