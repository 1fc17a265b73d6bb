package io.sluice.chain.rpc;

import io.sluice.chain.network.Network;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must not be repeated of how a node is reached: nodes like to echo it in their errors. */
final class Secrets {

    static final Secrets NONE = new Secrets(List.of());

    private static final int KEY = 8;
    private static final int SHOWN = 200;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?|wss?)://\\S+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final List<String> words;

    private Secrets(List<String> words) {
        this.words = words;
    }

    static Secrets of(Network.Node node) {
        var words = new ArrayList<>(node.headers().values());
        add(node.url(), words);
        Stream.ofNullable(node.ws()).forEach(url -> add(url, words));
        node.headers().values().stream()
                .flatMap(value -> Arrays.stream(value.split("\\s+")))
                .filter(part -> part.length() >= KEY)
                .forEach(words::add);
        return new Secrets(List.copyOf(words));
    }

    /** {@code text} as it may be shown and logged, on one line and no longer than one. */
    String hideIn(String text) {
        var hidden = text;
        for (var word : words) {
            hidden = hidden.replace(word, "***");
        }
        hidden = ADDRESS.matcher(hidden).replaceAll("***");
        hidden = CONTROL.matcher(hidden).replaceAll(" ");
        return hidden.substring(0, Math.min(SHOWN, hidden.length()));
    }

    /**
     * How {@code sent} begins, in printable ASCII. What is cut off in the middle of a secret is no
     * secret to our eyes: then all goes that may be the beginning of one.
     */
    String hideInBeginning(byte[] sent, int most) {
        var length = Math.min(most, sent.length);
        var hidden = new String(sent, 0, length, StandardCharsets.ISO_8859_1);
        for (var word : words) {
            hidden = hidden.replace(word, "***");
        }
        hidden = ADDRESS.matcher(hidden).replaceAll("***");
        hidden = UNPRINTABLE.matcher(hidden).replaceAll(" ");
        var cut = length < sent.length ? longest() : 0;
        return hidden.substring(0, Math.max(0, hidden.length() - cut));
    }

    private int longest() {
        return words.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void add(URI url, List<String> words) {
        words.add(url.toString());
        Stream.of(url.getRawPath(), url.getRawQuery(), url.getRawUserInfo(), url.getRawAuthority())
                .flatMap(Secrets::parts)
                .filter(part -> part.length() >= KEY)
                .forEach(words::add);
    }

    private static Stream<String> parts(@Nullable String text) {
        return text == null ? Stream.empty() : Arrays.stream(text.split("[/&=:@?]+"));
    }
}
