package io.sluice.sandbox.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection to a stream, read strictly by us and by no library. */
final class StrictStream implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile @Nullable Broken trouble;
    private volatile boolean cut;
    private volatile boolean ended;

    private StrictStream(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** Connects, and listens from then on. */
    static StrictStream open(URI url, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        var stream = new StrictStream(answer);
        Thread.ofVirtual().name("strict stream").start(stream::listen);
        return stream;
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    /** Everything so far; fails when any of it was malformed. */
    List<Heard> heard() {
        var wrong = trouble;
        if (wrong != null) {
            throw wrong;
        }
        return List.copyOf(heard);
    }

    /** The first that fits, before or from now on. */
    Heard await(String what, Predicate<Heard> wanted) {
        return await(PATIENCE, what, wanted);
    }

    Heard await(Duration patience, String what, Predicate<Heard> wanted) {
        Expect.soon(
                patience,
                () -> heard().stream().anyMatch(wanted) || ended,
                "it hears " + what,
                this::heard);
        return heard().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new Broken("it hears %s, but only: %s".formatted(what, heard)));
    }

    /** Waits for a clean end; everything that was told. */
    List<Heard> toItsEnd() {
        Expect.soon(PATIENCE, () -> ended, "the stream ends", this::heard);
        Expect.that(!cut, "the stream ends cleanly", "it was cut");
        return heard();
    }

    /** Whether it is over, by whichever side. */
    boolean ended() {
        return ended;
    }

    /** Goes away without a word. */
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException _) {
            cut = true;
        }
    }

    private void listen() {
        var parser = new StrictParser(heard::add);
        var bytes = new byte[4_096];
        try (var body = response.body()) {
            for (var read = body.read(bytes); read >= 0; read = body.read(bytes)) {
                if (status() == 200) {
                    parser.read(bytes, read);
                }
            }
            parser.end();
        } catch (IOException _) {
            cut = true;
        } catch (Broken malformed) {
            trouble = malformed;
        } finally {
            ended = true;
        }
    }
}
