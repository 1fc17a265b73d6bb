package io.sluice.platform.database;

import static java.util.regex.Matcher.quoteReplacement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A statement whose {@code :names} became the {@code $1, $2 …} of PostgreSQL.
 *
 * @param names the parameters in the order of their numbers; one that occurs twice has one number
 */
record NamedSql(String text, List<String> names) {

    /**
     * Literals, quoted names, comments and casts are passed over, so that no name is seen there.
     */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|::|:(?<name>[a-zA-Z]\\w*)",
                    Pattern.DOTALL);

    static NamedSql of(String statement) {
        var names = new ArrayList<String>();
        var text =
                TOKEN.matcher(statement).replaceAll(token -> quoteReplacement(seen(token, names)));
        return new NamedSql(text, List.copyOf(names));
    }

    private static String seen(MatchResult token, List<String> names) {
        var name = token.group("name");
        if (name == null) {
            return token.group();
        }
        if (!names.contains(name)) {
            names.add(name);
        }
        return "$" + (names.indexOf(name) + 1);
    }
}
