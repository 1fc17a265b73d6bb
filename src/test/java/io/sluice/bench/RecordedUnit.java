package io.sluice.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statements of one unit of the gateway as PostgreSQL's log shows them, to be run again by
 * anybody: each with its parameters in place, and what has to be unique made from a number {@code
 * :n}.
 */
record RecordedUnit(List<String> statements) {

    private static final Pattern ENTRY = Pattern.compile("(\\d+) (LOG|DETAIL):  (.*)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\$(\\d+) = (NULL|'[^']*+(?:''[^']*+)*+')");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern UNIQUE =
            Pattern.compile("(pay_|evt_|quo_)[0-9a-z]{26}|0x[0-9a-fA-F]{40}(?![0-9a-zA-Z])");
    private static final Pattern LOCK = Pattern.compile("lock\\('-?\\d+'\\)");

    /** Settings under which the log has what is read here. */
    static String[] logEverything() {
        return new String[] {
            "ALTER SYSTEM SET log_line_prefix = '%p '",
            "ALTER SYSTEM SET log_statement = 'all'",
            "SELECT pg_reload_conf()"
        };
    }

    static String[] logNothing() {
        return new String[] {"ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()"};
    }

    /**
     * The unit in which {@code key} was used.
     *
     * @param request what it was asked with: what is named there is not new
     */
    static RecordedUnit of(List<String> log, String key, String request) {
        var entries = new LinkedHashMap<String, List<Statement>>();
        for (var line : joined(log)) {
            var entry = ENTRY.matcher(line);
            if (entry.lookingAt()) {
                read(line, entry, entries);
            }
        }
        var session =
                entries.values().stream()
                        .filter(it -> it.stream().anyMatch(one -> one.ends(key)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no unit of " + key));
        return new RecordedUnit(
                unit(session, key).stream().map(it -> it.inPlace(key, request)).toList());
    }

    private static void read(String line, Matcher entry, Map<String, List<Statement>> sessions) {
        var said = line.substring(entry.start(3));
        var session = sessions.computeIfAbsent(entry.group(1), _ -> new ArrayList<>());
        if (entry.group(2).equals("LOG")) {
            var colon = said.indexOf(": ");
            if (said.startsWith("execute ") || said.startsWith("statement: ")) {
                session.add(new Statement(said.substring(colon + 2), Map.of()));
            }
        } else if (said.toLowerCase(Locale.ROOT).startsWith("parameters: ")) {
            var last = session.removeLast();
            session.add(new Statement(last.sql(), parameters(said)));
        }
    }

    /** An entry goes on in lines that begin with a tab. */
    private static List<String> joined(List<String> log) {
        var whole = new ArrayList<String>();
        for (var line : log) {
            if (line.startsWith("\t") && !whole.isEmpty()) {
                whole.add(whole.removeLast() + " " + line.strip());
            } else {
                whole.add(line);
            }
        }
        return whole;
    }

    private static Map<String, String> parameters(String said) {
        return PARAMETER
                .matcher(said)
                .results()
                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }

    private static List<Statement> unit(List<Statement> session, String key) {
        var unit = new ArrayList<Statement>();
        var found = false;
        for (var statement : session) {
            if (statement.sql().equals("BEGIN")) {
                unit.clear();
            }
            unit.add(statement);
            found |= statement.ends(key);
            if (found && statement.sql().equals("COMMIT")) {
                return unit;
            }
        }
        throw new IllegalStateException("the unit does not end");
    }

    /** One statement, and what was given for its places, as literals. */
    private record Statement(String sql, Map<String, String> parameters) {

        /** Whether it is what remembers the answer under {@code key}. */
        boolean ends(String key) {
            return sql.contains("INSERT INTO idempotency_key")
                    && parameters.containsValue("'" + key + "'");
        }

        String inPlace(String key, String request) {
            var filled =
                    PLACE.matcher(sql)
                            .replaceAll(it ->
                                    Matcher.quoteReplacement(
                                            fresh(given(it.group(1)), key, request)));
            return LOCK.matcher(filled).replaceAll("lock((:n)::bigint)");
        }

        private String given(String place) {
            return requireNonNull(parameters.get(place), sql);
        }

        private static String fresh(String literal, String key, String request) {
            var unique = new LinkedHashMap<String, String>();
            UNIQUE.matcher(literal)
                    .results()
                    .map(it -> it.group())
                    .filter(it -> !request.contains(it))
                    .forEach(it -> unique.put(it, it.substring(0, it.startsWith("0x") ? 2 : 4)));
            if (literal.contains(key)) {
                unique.put(key, "");
            }
            var expression = literal;
            for (var one : unique.entrySet()) {
                var length = one.getKey().length() - one.getValue().length();
                expression =
                        "replace(%s, '%s', '%s' || lpad((:n)::bigint::text, %d, '0'))"
                                .formatted(expression, one.getKey(), one.getValue(), length);
            }
            return expression;
        }
    }
}
