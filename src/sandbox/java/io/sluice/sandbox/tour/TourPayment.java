package io.sluice.sandbox.tour;

import io.sluice.sandbox.PayerWallet.Sent;
import io.sluice.sandbox.SandboxChain;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A payment of the tour, followed until it is where it should be. */
final class TourPayment implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Stage stage;
    private final SandboxChain chain;
    private final String id;
    private final StatusStream stream;
    private final Course course;

    private TourPayment(Stage stage, SandboxChain chain, String id) {
        this.stage = stage;
        this.chain = chain;
        this.id = id;
        this.stream = StatusStream.of(stage.api().lines(path() + "/stream?mode=log"));
        this.course = new Course(stream, PATIENCE, stage::say);
    }

    /** Opens a payment over 25 euros in the token of {@code chain}, and listens to its stream. */
    static TourPayment open(Stage stage, SandboxChain chain, Duration payWithin) {
        var opened = stage.shop().open(chain.token().assetId(), payWithin);
        var due = Words.amount(opened.at("/amounts/due"));
        var payment = new TourPayment(stage, chain, opened.path("id").asString());
        stage.say("the shop opens %s over 25.00 EUR".formatted(payment.id()));
        stage.say(
                "due are %s at %s within %s"
                        .formatted(due, opened.path("address").asString(), Words.time(payWithin)));
        payment.becomes("awaiting_payment");
        return payment;
    }

    String id() {
        return id;
    }

    String address() {
        return course.payment().path("address").asString();
    }

    BigInteger due() {
        return new BigInteger(course.payment().at("/amounts/due/units").asString());
    }

    BigInteger missing() {
        return new BigInteger(course.payment().at("/amounts/missing/units").asString());
    }

    /** The height of the block that its only transfer is in. */
    long block() {
        return course.payment().at("/transfers/0/block/height").asLong();
    }

    /** Has the payer of this chain send units of its token. */
    Sent pay(BigInteger units) {
        return chain.payer().sendToken(chain.token(), address(), units);
    }

    /** Waits for a status, and fails at any other than those that may come before. */
    void becomes(String status, String... before) {
        course.becomes(status, before);
    }

    /** Waits until it is covered, deep enough and final. */
    void settles() {
        becomes("settled", "processing", "confirmed");
    }

    /** Waits until it says something else, in the same status. */
    void says(String what, Predicate<JsonNode> wanted) {
        course.says(what, wanted);
    }

    /** Fails if its status changes within {@code time}. */
    void stays(Duration time) {
        course.stays(time);
    }

    /** Asks for the status of one that was closed, whose stream is over. */
    void isFoundToBe(String status) {
        course.isFoundToBe(status, () -> stage.api().get(path()));
    }

    /** Has the merchant take what is here as enough. */
    void accept(String note) {
        var version = course.payment().path("version").asLong();
        var decision = Map.of("action", "accept", "note", note);
        var _ = stage.api().post(path() + "/resolutions", decision, version);
    }

    /** Fails when it does not show {@code exception} among what is out of the ordinary. */
    void hasException(String exception) {
        var all = course.payment().path("exceptions").valueStream().map(JsonNode::asString);
        course.require(all.anyMatch(exception::equals), "does not say " + exception);
    }

    @Override
    public void close() {
        stream.close();
    }

    private String path() {
        return "/v1/payments/" + id;
    }
}
