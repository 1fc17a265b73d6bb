package io.sluice.quote.venue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads decimals from text, exactly or not at all. */
final class Decimals {

    /** No sign, no exponent, no leading zeros, and never long enough to be expensive. */
    private static final Pattern GRAMMAR = Pattern.compile("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,18})?");

    private Decimals() {}

    /**
     * The decimal at {@code pointer}.
     *
     * @throws SourceFailure.Unusable when it is missing, a JSON number, or not a plain decimal
     */
    static BigDecimal require(JsonNode node, String pointer) {
        var value = node.at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            throw new SourceFailure.Unusable("left out " + pointer);
        }
        if (!value.isString() || !GRAMMAR.matcher(value.stringValue()).matches()) {
            throw new SourceFailure.Unusable("gave no plain decimal at " + pointer);
        }
        return new BigDecimal(value.stringValue());
    }
}
