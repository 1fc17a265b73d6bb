package io.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.sandbox.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Listens to an event stream as a client without any library would, and keeps what it heard.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2.6</a>
 */
public final class SseListener implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private SseListener(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().name("sse-listener").start(this::listen);
    }

    /**
     * Something heard.
     *
     * @param event {@code comment} for a comment, {@code retry} for a retry field
     * @param id empty when there was none
     */
    public record Heard(String event, String id, String data) {}

    /** Connects with these headers, and listens from then on. */
    public static SseListener open(URI stream, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(stream).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        try {
            return new SseListener(
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot connect to " + stream, e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Everything so far, in order. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The events that have an id: the snapshot and what came after it. */
    public List<Heard> numbered() {
        return heard.stream().filter(it -> !it.id().isEmpty()).toList();
    }

    /** The first thing heard, before or from now on, that {@code wanted} accepts. */
    public Heard await(Duration patience, Predicate<Heard> wanted) {
        try {
            Eventually.holds(patience, () -> heard.stream().anyMatch(wanted));
        } catch (AssertionError e) {
            throw new AssertionError("Not heard in " + patience + ", but only: " + heard, e);
        }
        return heard.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Fails unless such a thing was heard, or is from now on. */
    public void hears(Duration patience, Predicate<Heard> wanted) {
        var _ = await(patience, wanted);
    }

    /** Whether the connection is over, by whichever side. */
    public boolean ended() {
        return ended;
    }

    /** Cuts the connection as a lost network would. */
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            ended = true;
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            var block = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    heard.add(toHeard(block));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            // Cut: what was heard so far is what counts.
        } finally {
            ended = true;
        }
    }

    private static Heard toHeard(List<String> block) {
        if (block.stream().allMatch(line -> line.startsWith(":"))) {
            return new Heard("comment", "", String.join("\n", block));
        }
        if (block.getFirst().startsWith("retry: ")) {
            return new Heard("retry", "", block.getFirst().substring("retry: ".length()));
        }
        return new Heard(field(block, "event"), field(block, "id"), field(block, "data"));
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
