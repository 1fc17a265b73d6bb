package io.sluice.chain.rpc;

import io.sluice.chain.rpc.RpcWire.Carried;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Understands what one node sends back. */
final class RpcReader {

    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toSeconds(5);

    private final String name;
    private final Secrets secrets;
    private final JsonMapper json;

    RpcReader(String name, Secrets secrets, JsonMapper json) {
        this.name = name;
        this.secrets = secrets;
        this.json = json;
        ErrorWordings.load();
    }

    /** What was carried here, for evidence. */
    Transcript transcript(Carried carried) {
        return new Transcript(carried.body(), secrets);
    }

    byte[] write(Object question) {
        return json.writeValueAsBytes(question);
    }

    /** The result of the call {@code id}; fails with {@link RpcFailure} and nothing else. */
    <T> Mono<T> read(long id, String method, Carried carried, Class<T> type) {
        return Reading.of(carried.body(), () -> result(id, method, carried, type));
    }

    private <T> T result(long id, String method, Carried carried, Class<T> type) {
        if (!carried.isOk()) {
            throw refusal(method, carried);
        }
        var reply = parse(method, carried.body(), type);
        if (!reply.answers(id)) {
            throw malformed(method, "an answer to another question");
        }
        return result(method, carried, reply);
    }

    /** The entries of a batch, as they came. An object is an error about all of it. */
    <T> List<RpcReply<T>> entries(String method, Carried carried, Class<T> result) {
        if (!carried.isOk()) {
            throw refusal(method, carried);
        }
        if (begins(carried.body(), '{')) {
            var _ = result(method, carried, parse(method, carried.body(), Object.class));
        }
        if (!begins(carried.body(), '[')) {
            throw malformed(method, "no JSON array");
        }
        var types = json.getTypeFactory();
        return read(
                method,
                carried.body(),
                types.constructCollectionType(
                        List.class, types.constructParametricType(RpcReply.class, result)));
    }

    /** What one reply, alone or in a batch, came to. */
    <T> T result(String method, Carried carried, RpcReply<T> reply) {
        if (reply.error() != null) {
            throw refusal(method, carried, reply.error());
        }
        if (reply.result() == null) {
            throw new RpcFailure.Missing(name + " knows nothing for " + method);
        }
        return reply.result();
    }

    private <T> RpcReply<T> parse(String method, byte[] body, Class<T> result) {
        if (!begins(body, '{')) {
            throw malformed(method, "no JSON object");
        }
        return read(
                method,
                body,
                json.getTypeFactory().constructParametricType(RpcReply.class, result));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // The type says which.
    private <T> T read(String method, byte[] body, JavaType type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException _) {
            throw malformed(method, "JSON that does not fit");
        }
    }

    private static boolean begins(byte[] body, char first) {
        for (var each : body) {
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return each == first;
            }
        }
        return false;
    }

    /** The body of an HTTP error may hold an error object that says more. */
    private RpcFailure refusal(String method, Carried carried) {
        try {
            var reply = parse(method, carried.body(), Object.class);
            if (reply.error() != null) {
                return refusal(method, carried, reply.error());
            }
        } catch (RpcFailure.Malformed _) {
            // Most say it in HTML.
        }
        return failure(method, carried, 0, "HTTP " + carried.status(), "");
    }

    private RpcFailure refusal(String method, Carried carried, RpcReply.Fault fault) {
        var said = fault.message() == null ? "" : fault.message();
        return failure(method, carried, fault.code(), fault.code() + " " + said, said);
    }

    private RpcFailure failure(
            String method, Carried carried, long code, String shown, String said) {
        var means = RpcErrors.classify(method, carried.status(), code, said);
        var message = "%s refused %s: %s".formatted(name, method, secrets.hideIn(shown));
        if (means == RpcErrorClass.MISSING_DATA) {
            return new RpcFailure.Missing(message);
        }
        if (means == RpcErrorClass.UNAVAILABLE && !carried.isOk()) {
            return new RpcFailure.Unavailable(
                    "%s refused %s: HTTP %d".formatted(name, method, carried.status()), null);
        }
        return new RpcFailure.Refused(message, code, means, pause(carried.retryAfter()));
    }

    /** Seconds; a date, which the header may also hold, is as good as nothing. */
    private static @Nullable Duration pause(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("\\d{1,9}")) {
            return null;
        }
        return Duration.ofSeconds(Math.min(Long.parseLong(retryAfter), LONGEST_PAUSE));
    }

    RpcFailure malformed(String method, String what) {
        return new RpcFailure.Malformed("%s answered %s with %s".formatted(name, method, what));
    }
}
