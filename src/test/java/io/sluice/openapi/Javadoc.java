package io.sluice.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a type's source says of it and of its components: said once, there, it is the schema's
 * description, too.
 */
record Javadoc(String type, Map<String, String> components) {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*";
    private static final String MODIFIERS =
            "(?:@[^\\n]*\\n\\s*)*(?:(?:public|private|static|final|sealed) )*";

    static Javadoc of(Class<?> type) {
        var pattern =
                COMMENT + MODIFIERS + "(?:record|class|enum|interface) " + type.getSimpleName();
        var found = Pattern.compile(pattern + "\\b", Pattern.DOTALL).matcher(source(type));
        return found.find() ? of(found) : new Javadoc("", Map.of());
    }

    private static Javadoc of(Matcher found) {
        var parts = plain(found.group(1)).split("@param ", -1);
        var components = new LinkedHashMap<String, String>();
        for (var at = 1; at < parts.length; at++) {
            var words = parts[at].split(" ", 2);
            components.put(words[0], words[1].strip());
        }
        return new Javadoc(parts[0].strip(), components);
    }

    /** Without asterisks and tags, on one line. */
    private static String plain(String comment) {
        return comment.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "$1")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ");
    }

    private static String source(Class<?> type) {
        var outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        try {
            return Files.readString(
                    SOURCES.resolve(outermost.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
