package io.sluice.chain.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows errors by how clients, proxies and vendors word them. */
final class ErrorWordings {

    private static final Logger log = LoggerFactory.getLogger(ErrorWordings.class);

    /** What is said later is detail, and patterns need not look at a page of HTML. */
    private static final int READ = 500;

    private static final int WRAPPINGS = 8;

    private static final List<Wording> WORDINGS =
            lines("error-wordings.tsv").stream().map(ErrorWordings::wording).toList();

    private static final List<Pattern> WRAPPED =
            lines("error-wrappings.txt").stream().map(Pattern::compile).toList();

    private ErrorWordings() {}

    /** Reads all there is to know, once: when this returns, that is done. */
    static void load() {
        log.debug("Errors are known in {} wordings", WORDINGS.size());
    }

    /** What {@code message} under {@code code} means; empty when nobody has seen such words. */
    static Optional<RpcErrorClass> read(long code, String message) {
        var words = unwrapped(message.strip().toLowerCase(Locale.ROOT));
        return WORDINGS.stream()
                .filter(it -> it.code() == null || it.code() == code)
                .filter(it -> it.pattern().matcher(words).lookingAt())
                .map(Wording::means)
                .findFirst();
    }

    private static String unwrapped(String message) {
        var words = message.substring(0, Math.min(READ, message.length())).replaceAll("\\s+", " ");
        for (var i = 0; i < WRAPPINGS; i++) {
            var inner = unwrappedOnce(words);
            if (inner.equals(words)) {
                break;
            }
            words = inner;
        }
        return words.replaceFirst("[.'\"]+$", "");
    }

    private static String unwrappedOnce(String words) {
        for (var wrapping : WRAPPED) {
            var found = wrapping.matcher(words);
            if (found.lookingAt()) {
                return words.substring(found.end());
            }
        }
        return words;
    }

    private static Wording wording(String line) {
        var parts = line.split("\t", 3);
        return new Wording(
                RpcErrorClass.valueOf(parts[0]),
                parts[1].equals("-") ? null : Long.valueOf(parts[1]),
                Pattern.compile(parts[2]));
    }

    private static List<String> lines(String resource) {
        try (var file = ErrorWordings.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Wording(RpcErrorClass means, @Nullable Long code, Pattern pattern) {}
}
