package io.sluice.chain.nodes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of trying a finality tag of a chain. */
public enum TagFinding {
    /** Not all nodes were heard yet. */
    UNTRIED,
    /** Too few operators serve it. */
    NOT_SERVED,
    /** Operators name different blocks of one height. */
    CONTRADICTED,
    /** It has stood still for long, while the head went on. */
    STUCK,
    /** It is served, and was not seen to move yet. */
    UNMOVED,
    /** It moves with the head itself: final as soon as it is made, or a node that pretends. */
    AT_HEAD,
    /** It is served, behind the head, and moves. */
    GOOD;

    /** Whether nothing that waits for it will ever happen, as far as one can tell. */
    public boolean isUseless() {
        return switch (this) {
            case NOT_SERVED, CONTRADICTED, STUCK -> true;
            case UNTRIED, UNMOVED, AT_HEAD, GOOD -> false;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
