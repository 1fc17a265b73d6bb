package io.sluice.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for secrets in what was written, in whichever spelling they got there. */
final class Leaks {

    private static final int SHORTEST = 8;
    private static final int SHOWN = 300;

    private final Map<String, Set<String>> spellings = new LinkedHashMap<>();

    /** Nobody may read {@code secret} anywhere; {@code what} may be said of it. */
    String secret(String what, String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(what + " is too short to be looked for");
        }
        spellings.computeIfAbsent(what, _ -> new LinkedHashSet<>()).addAll(spelled(secret));
        return secret;
    }

    /** What of the secrets is in {@code text}, and what stands before it; they are not quoted. */
    List<String> in(String text) {
        return spellings.entrySet().stream()
                .flatMap(it ->
                        it.getValue().stream()
                                .map(text::indexOf)
                                .filter(at -> at >= 0)
                                .min(Integer::compare)
                                .map(at -> it.getKey() + " after " + before(text, at))
                                .stream())
                .toList();
    }

    private static String before(String text, int at) {
        return text.substring(Math.max(text.lastIndexOf('\n', at) + 1, at - SHOWN), at);
    }

    private static Set<String> spelled(String secret) {
        var all = new LinkedHashSet<String>();
        for (var text : List.of(secret, secret.replace("\\", "\\\\").replace("\"", "\\\""))) {
            all.add(text);
            all.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
            all.addAll(base64(text));
        }
        return all;
    }

    /** Whatever stands before it: base64 of it looks different at each of three places. */
    private static List<String> base64(String text) {
        return Stream.of("", "x", "xx")
                .flatMap(before -> {
                    var bytes = (before + text).getBytes(StandardCharsets.UTF_8);
                    var from = before.isEmpty() ? 0 : 4;
                    var whole = bytes.length / 3 * 4;
                    return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                            .map(it -> it.encodeToString(bytes).substring(from, whole));
                })
                .toList();
    }
}
