package io.sluice.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scripts the sandbox's world over HTTP; only this machine can reach it. */
public final class Control implements AutoCloseable {

    private static final String HELP =
            """
            On chain 31337, or on the one that is named, as in {"chain": 31338, "blocks": 1}:
            POST /mine            {"blocks": 1}
            POST /reorg           {"depth": 2}
            POST /time            {"seconds": 60}
            POST /pay             {"to": "0x…", "units": "27031200", "asset": "USDC" or "ETH"}
            POST /resend          {"raw": "0x…"}, which a reorg forgot
            POST /replace         {"raw": "0x…"} by one to the payer, or {"raw": "0x…", "to": "0x…"}

            A node has a name of its own; a2, b2 and c2 are those of chain 31338:
            POST /nodes/a         {"fault": "honest|hang|dead|lag|refuse|inflate|fail|silence|hashes"}

            Elsewhere:
            POST /venues/kraken   {"fault": "well|down|hang|refuse"} or {"bend": "1.10"}
            POST /worth           {"code": "USDC", "dollars": "0.97"}
            POST /redis           {"running": false}
            POST /issuer          {"down": true} or {"rotate": true}
            """;

    private final Sandbox sandbox;
    private final LoopbackServer server;

    Control(Sandbox sandbox, int port) {
        this.sandbox = sandbox;
        var chains = new ChainOrders(sandbox.chains());
        this.server =
                LoopbackServer.start(port)
                        .route("/", Control::help)
                        .route("/mine", command(chains::mine))
                        .route("/reorg", command(chains::reorg))
                        .route("/time", command(chains::time))
                        .route("/pay", command(chains::pay))
                        .route("/resend", command(chains::resend))
                        .route("/replace", command(chains::replace))
                        .route("/nodes/", named(chains::node))
                        .route("/venues/", named(this::venue))
                        .route("/worth", command(this::worth))
                        .route("/redis", command(this::redis))
                        .route("/issuer", command(this::issuer));
    }

    public URI url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private static LoopbackServer.Reply help(LoopbackServer.Question question) {
        return new LoopbackServer.Reply(question.path().equals("/") ? 200 : 404, HELP);
    }

    private Object venue(String name, JsonNode order) {
        var venue =
                Arrays.stream(RateVenue.values())
                        .filter(it -> it.id().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no venue " + name));
        return Faults.of(sandbox.venues(), venue, order);
    }

    private Object worth(JsonNode order) {
        var dollars = new BigDecimal(required(order, "dollars"));
        sandbox.venues().worth(required(order, "code"), dollars);
        return order;
    }

    private Object redis(JsonNode order) {
        if (order.path("running").asBoolean(true)) {
            sandbox.redis().startAgain();
        } else {
            sandbox.redis().stop();
        }
        return order;
    }

    private Object issuer(JsonNode order) {
        if (order.path("rotate").asBoolean(false)) {
            sandbox.issuer().rotate();
        }
        if (order.has("down")) {
            sandbox.issuer().down(order.path("down").asBoolean());
        }
        return order;
    }

    /** An order carried out, and what came of it. */
    private interface Command {

        Object carryOut(JsonNode order);
    }

    private static LoopbackServer.Handler command(Command command) {
        return question -> {
            if (!question.method().equals("POST")) {
                return new LoopbackServer.Reply(405, Map.of("error", "POST it"));
            }
            return new LoopbackServer.Reply(200, command.carryOut(order(question.body())));
        };
    }

    /** A command about what the last part of the path names. */
    private interface NamedCommand {

        Object carryOut(String name, JsonNode order);
    }

    private static LoopbackServer.Handler named(NamedCommand command) {
        return question -> {
            var name = question.path().substring(question.path().lastIndexOf('/') + 1);
            return command(order -> command.carryOut(name, order)).answer(question);
        };
    }

    private static JsonNode order(String body) {
        try {
            return JsonMapper.shared().readTree(body.isBlank() ? "{}" : body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String required(JsonNode order, String name) {
        var value = order.path(name).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
