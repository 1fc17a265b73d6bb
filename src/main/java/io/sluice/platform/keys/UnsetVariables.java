package io.sluice.platform.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Refuses to start while the configuration files name variables that nobody has set, and names all
 * of them at once.
 */
final class UnsetVariables
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)}");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var unset = new TreeSet<String>();
        files(context.getEnvironment())
                .forEach(file -> unset.addAll(unset(file, context.getEnvironment())));
        if (!unset.isEmpty()) {
            throw new Misconfigured(
                    "The configuration needs variables that are not set: "
                            + String.join(", ", unset),
                    "Set them in the environment, or name their values in config/application.yaml.");
        }
    }

    /** Only files know where each of their values comes from. */
    private static List<EnumerablePropertySource<?>> files(ConfigurableEnvironment environment) {
        var files = new ArrayList<EnumerablePropertySource<?>>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof OriginLookup<?>
                    && source instanceof EnumerablePropertySource<?> file
                    && file.getName().startsWith("Config resource")) {
                files.add(file);
            }
        }
        return files;
    }

    private static List<String> unset(
            EnumerablePropertySource<?> file, ConfigurableEnvironment environment) {
        var unset = new ArrayList<String>();
        for (var name : file.getPropertyNames()) {
            var value = file.getProperty(name);
            // A value that something stronger overrides is not needed.
            if (value != null && value.equals(raw(name, environment))) {
                PLACEHOLDER
                        .matcher(value.toString())
                        .results()
                        .map(UnsetVariables::variable)
                        .filter(it -> !environment.containsProperty(it))
                        .forEach(unset::add);
            }
        }
        return unset;
    }

    private static String variable(MatchResult placeholder) {
        return placeholder.group(1);
    }

    private static Object raw(String name, ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .map(source -> Optional.ofNullable(source.getProperty(name)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
