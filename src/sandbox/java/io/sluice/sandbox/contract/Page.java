package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A page of another origin than the gateway's: it listens, and tells us what it hears. */
final class Page implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String HTML =
            """
            <!doctype html>
            <meta charset="utf-8">
            <title>A page of another origin</title>
            <pre id="told"></pre>
            <script>
              const queue = [];
              let busy = false;
              const tell = async (what) => {
                told.textContent += JSON.stringify(what).slice(0, 150) + "\\n";
                queue.push(what);
                if (busy) return;
                busy = true;
                while (queue.length > 0) {
                  await fetch("/told", { method: "POST", body: JSON.stringify(queue.shift()) });
                }
                busy = false;
              };
              const source = new EventSource(STREAM);
              source.onopen = () => tell({ event: "open" });
              source.onerror = () => tell({ event: "error", data: String(source.readyState) });
              for (const name of ["snapshot", "payment", "progress", "reauth", "end"]) {
                source.addEventListener(name, ({ data, lastEventId }) => {
                  tell({ event: name, id: lastEventId, data });
                  if (name === "end") source.close();
                });
              }
              const readable = async () => {
                const url = new URL(STREAM);
                const options = { headers: { Authorization: "Bearer none", traceparent: "x" } };
                const answer = await fetch(url.origin + url.pathname, options);
                const { code } = await answer.json();
                const data = [answer.status, code, answer.headers.has("x-request-id")].join(" ");
                tell({ event: "refusal", data });
              };
              readable().catch((error) => tell({ event: "refusal", data: String(error) }));
            </script>
            """;

    private final HttpServer server;
    private final URI origin;
    private final List<Heard> said = new CopyOnWriteArrayList<>();

    private Page(HttpServer server, URI origin) {
        this.server = server;
        this.origin = origin;
    }

    static Page serve(URI origin, String stream) throws IOException {
        var address = new InetSocketAddress(origin.getHost(), origin.getPort());
        var page = new Page(HttpServer.create(address, 0), origin);
        var html = HTML.replace("STREAM", JSON.writeValueAsString(stream));
        page.server.createContext("/", it -> answer(it, html));
        page.server.createContext("/told", page::hear);
        page.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page.server.start();
        return page;
    }

    URI url() {
        return origin.resolve("/");
    }

    /** What the stream told it. */
    List<Heard> heard() {
        return said.stream().filter(it -> it.isVersion() || it.event().equals("end")).toList();
    }

    /** All it said, of itself too. */
    List<Heard> said() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        var what = JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        said.add(
                new Heard(
                        what.path("event").asString(""),
                        what.path("id").asString(""),
                        what.path("data").asString("")));
        answer(exchange, "");
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
