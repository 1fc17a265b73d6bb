package io.sluice.mutation;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mistake somebody could make in the gateway.
 *
 * @param file a source file of its package, without its ending
 * @param right what it says exactly once, wherever its lines are broken
 * @param wrong what takes its place
 */
public record Mutation(String mistake, String file, String right, String wrong) {

    /** The source with the mistake in it. */
    String plantedIn(String source) {
        var places = Pattern.compile(anyLineBreaks(right)).matcher(source);
        if (places.results().count() != 1) {
            throw new IllegalStateException(
                    "%s.java must say exactly once: %s".formatted(file, right));
        }
        return places.reset().replaceFirst(Matcher.quoteReplacement(wrong));
    }

    private static String anyLineBreaks(String code) {
        return Arrays.stream(code.strip().split("\\s+", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+"));
    }

    @Override
    public String toString() {
        return mistake;
    }
}
