package io.sluice.platform.http;

import jakarta.validation.MessageInterpolator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says broken rules in English wherever it runs, from texts read at start: an event loop must not
 * open files. Expressions in texts are left out, never evaluated.
 */
final class EnglishMessages implements MessageInterpolator {

    private static final String TEXTS = "org.hibernate.validator.ValidationMessages";
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9_.]+)}");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

    private final Map<String, String> texts = new HashMap<>();

    EnglishMessages() {
        var bundle = ResourceBundle.getBundle(TEXTS, Locale.ENGLISH);
        bundle.keySet().forEach(key -> texts.put('{' + key + '}', bundle.getString(key)));
    }

    @Override
    public String interpolate(String template, Context context) {
        var text = texts.getOrDefault(template, template);
        var attributes = context.getConstraintDescriptor().getAttributes();
        return PARAMETER
                .matcher(EXPRESSION.matcher(text).replaceAll(""))
                .replaceAll(it -> Matcher.quoteReplacement(value(it, attributes)));
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }

    private static String value(MatchResult parameter, Map<String, Object> attributes) {
        return String.valueOf(attributes.getOrDefault(parameter.group(1), parameter.group()));
    }
}
