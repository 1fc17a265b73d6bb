package io.sluice.chain.rpc;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads from a refusal how many blocks the node would have taken. */
final class SuggestedRange {

    private static final Pattern FROM_TO =
            Pattern.compile("\\[\\s*0x([0-9a-fA-F]{1,15}),\\s*0x([0-9a-fA-F]{1,15})\\s*]");

    private static final Pattern LIMIT =
            Pattern.compile(
                    "(?i)(?:max\\w*|limit\\w*|at most|up to an?|exceeds|than|smaller than size|>)"
                            + "\\D{0,40}?(\\d{1,7})(k?)\\b");

    private SuggestedRange() {}

    /** Blocks; a range that it names counts before a number that it names. */
    static OptionalLong in(String words) {
        var range = FROM_TO.matcher(words);
        if (range.find()) {
            var from = Long.parseLong(range.group(1), 16);
            var to = Long.parseLong(range.group(2), 16);
            return to < from ? OptionalLong.empty() : OptionalLong.of(to - from + 1);
        }
        return LIMIT.matcher(words)
                .results()
                .mapToLong(it -> Long.parseLong(it.group(1)) * (it.group(2).isEmpty() ? 1 : 1000))
                .filter(blocks -> blocks > 0)
                .reduce((_, last) -> last);
    }
}
