package io.sluice.sandbox;

import static io.sluice.sandbox.Control.required;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The words of the control endpoint for what can go wrong. */
final class Faults {

    private Faults() {}

    static Object of(NodeProxy node, JsonNode order) {
        var fault = required(order, "fault");
        node.behave(
                switch (fault) {
                    case "honest" -> new NodeFault.Honest();
                    case "hang" -> new NodeFault.Hang();
                    case "dead" -> new NodeFault.Dead();
                    case "lag" -> new NodeFault.Lagging(5);
                    case "refuse" -> NodeFault.Refusing.tooManyRequests(Optional.empty());
                    case "inflate" -> new NodeFault.Lying(Lies.inflatedTransfers());
                    case "fail" -> new NodeFault.Lying(Lies.failedReceipts());
                    case "silence" -> new NodeFault.Lying(Lies.noLogs());
                    case "hashes" -> new NodeFault.Lying(Lies.otherHashes());
                    default -> throw new IllegalArgumentException("no fault " + fault);
                });
        return Map.of("node", node.name(), "fault", fault);
    }

    static Object of(RateVenues venues, RateVenue venue, JsonNode order) {
        if (order.has("bend")) {
            venues.bend(venue, new BigDecimal(required(order, "bend")));
            return order;
        }
        switch (required(order, "fault")) {
            case "well" -> venues.heal(venue);
            case "down" -> venues.down(venue);
            case "hang" -> venues.hang(venue);
            case "refuse" -> venues.refuse(venue, 429);
            default -> throw new IllegalArgumentException("no such fault of a venue");
        }
        return order;
    }
}
