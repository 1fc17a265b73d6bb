package io.sluice.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scripts the sandbox's world over HTTP; only this machine can reach it. */
public final class Control implements AutoCloseable {

    private static final String HELP =
            """
            POST /mine            {"blocks": 1}
            POST /reorg           {"depth": 2}
            POST /time            {"seconds": 60}
            POST /pay             {"to": "0x…", "units": "27031200", "asset": "USDC" or "ETH"}
            POST /nodes/a         {"fault": "honest|hang|dead|lag|refuse|inflate|fail|silence|hashes"}
            POST /venues/kraken   {"fault": "well|down|hang|refuse"} or {"bend": "1.10"}
            POST /worth           {"code": "USDC", "dollars": "0.97"}
            POST /redis           {"running": false}
            POST /issuer          {"down": true} or {"rotate": true}
            """;

    private final Sandbox sandbox;
    private final LoopbackServer server;

    Control(Sandbox sandbox, int port) {
        this.sandbox = sandbox;
        this.server =
                LoopbackServer.start(port)
                        .route("/", Control::help)
                        .route("/mine", command(this::mine))
                        .route("/reorg", command(this::reorg))
                        .route("/time", command(this::time))
                        .route("/pay", command(this::pay))
                        .route("/nodes/", this::node)
                        .route("/venues/", this::venue)
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

    private Object mine(JsonNode order) {
        sandbox.chain().mine(order.path("blocks").asInt(1));
        return head();
    }

    private Object reorg(JsonNode order) {
        sandbox.chain().reorg(order.path("depth").asInt(1));
        return head();
    }

    private Object time(JsonNode order) {
        sandbox.chain().advance(Duration.ofSeconds(order.path("seconds").asLong(60)));
        return head();
    }

    private Object pay(JsonNode order) {
        var to = required(order, "to");
        var units = new BigInteger(required(order, "units"));
        var sent =
                order.path("asset").asString("USDC").equals("ETH")
                        ? sandbox.payer().sendEther(to, units)
                        : sandbox.payer().sendToken(sandbox.token(), to, units);
        return Map.of("hash", sent.hash(), "raw", sent.raw());
    }

    private LoopbackServer.Reply node(LoopbackServer.Question question) {
        var name = lastPart(question.path());
        var node =
                sandbox.nodes().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no node " + name));
        return command(order -> Faults.of(node, order)).answer(question);
    }

    private LoopbackServer.Reply venue(LoopbackServer.Question question) {
        var name = lastPart(question.path()).toUpperCase(Locale.ROOT);
        var venue =
                Arrays.stream(RateVenue.values())
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no venue " + name));
        return command(order -> Faults.of(sandbox.venues(), venue, order)).answer(question);
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

    private Object head() {
        return Map.of("height", sandbox.chain().height());
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

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
