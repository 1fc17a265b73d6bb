package io.sluice.merchant.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.PropertyPlaceholderHelper;

/** What {@code config/examples/issuers} says is to be configured for an authorization server. */
public final class IssuerExample {

    private static final PropertyPlaceholderHelper VARIABLES =
            new PropertyPlaceholderHelper("${", "}");

    private IssuerExample() {}

    /** The settings of one server, as its file has them, for the issuer at {@code position}. */
    public static Map<String, String> settings(
            String server, int position, Map<String, String> variables) {
        var settings = new LinkedHashMap<String, String>();
        for (var source : load(Path.of("config", "examples", "issuers", server + ".yaml"))) {
            for (var name : source.getPropertyNames()) {
                var value = String.valueOf(source.getProperty(name));
                settings.put(
                        name.replace("document[0]", "sluice.tokens.issuers[" + position + "]"),
                        VARIABLES.replacePlaceholders(value, variables::get));
            }
        }
        return settings;
    }

    private static Iterable<EnumerablePropertySource<?>> load(Path file) {
        try {
            return new YamlPropertySourceLoader()
                    .load(file.toString(), new FileSystemResource(file)).stream()
                            .<EnumerablePropertySource<?>>map(
                                    it -> (EnumerablePropertySource<?>) it)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
