package io.sluice.bench;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which server is measured, and how hard.
 *
 * @param url of the streams; {@code {n}} in it is a topic's number
 * @param headers of every request
 * @param streams how many
 * @param topics what they are spread over
 * @param connects how many are opened in a second
 * @param seconds how long they are listened to
 * @param publish where something is posted to a topic, if the load is ours
 * @param rate how many are posted in a second
 * @param process of the server, if it is on this machine
 */
record LoadOptions(
        String url,
        Map<String, String> headers,
        int streams,
        int topics,
        int connects,
        int seconds,
        String publish,
        int rate,
        OptionalLong process) {

    private static final String TOPIC = "{n}";
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "--streams", "1000",
                    "--topics", "1",
                    "--connects", "500",
                    "--seconds", "10",
                    "--publish", "",
                    "--rate", "10",
                    "--pid", "");

    /** A load test ends by itself, and is one that a machine can bear. */
    private static final Map<String, Integer> MOST =
            Map.of(
                    "--streams", 50_000,
                    "--topics", 50_000,
                    "--connects", 50_000,
                    "--seconds", 600,
                    "--rate", 50_000);

    /** Fails with a sentence when it is none of this. */
    static LoadOptions parse(List<String> words) {
        var given = new HashMap<>(DEFAULTS);
        var headers = new HashMap<String, String>();
        for (var at = 0; at < words.size(); at += 2) {
            var name = words.get(at);
            if (at + 1 == words.size() || !isKnown(name)) {
                throw new IllegalArgumentException(
                        "unknown option, or one without a value: " + name);
            }
            var value = words.get(at + 1);
            if (name.equals("--header")) {
                var colon = value.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException("a header is NAME: VALUE, not " + value);
                }
                headers.put(value.substring(0, colon), value.substring(colon + 1).strip());
            } else {
                given.put(name, value);
            }
        }
        return of(given, headers);
    }

    private static LoadOptions of(Map<String, String> given, Map<String, String> headers) {
        if (!given.containsKey("--url")) {
            throw new IllegalArgumentException("--url is needed");
        }
        return new LoadOptions(
                given.getOrDefault("--url", ""),
                Map.copyOf(headers),
                number(given, "--streams"),
                number(given, "--topics"),
                number(given, "--connects"),
                number(given, "--seconds"),
                given.getOrDefault("--publish", ""),
                number(given, "--rate"),
                given.getOrDefault("--pid", "").isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(number(given, "--pid")));
    }

    private static boolean isKnown(String name) {
        return DEFAULTS.containsKey(name) || name.equals("--url") || name.equals("--header");
    }

    private static int number(Map<String, String> given, String name) {
        var text = given.getOrDefault(name, "");
        var most = MOST.getOrDefault(name, Integer.MAX_VALUE);
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "%s needs a number up to %d, not %s".formatted(name, most, text));
        }
        return Integer.parseInt(text);
    }

    URI url(int topic) {
        return URI.create(url.replace(TOPIC, Integer.toString(topic)));
    }

    URI publish(int topic) {
        return URI.create(publish.replace(TOPIC, Integer.toString(topic)));
    }

    boolean publishes() {
        return !publish.isEmpty();
    }

    /** Streams are dealt to topics in their turn. */
    int topicOf(int stream) {
        return stream % topics;
    }

    /** How many streams a topic has. */
    int streamsOf(int topic) {
        return streams / topics + (topic < streams % topics ? 1 : 0);
    }
}
