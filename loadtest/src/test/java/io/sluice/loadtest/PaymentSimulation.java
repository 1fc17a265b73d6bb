package io.sluice.loadtest;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** Payments as they happen: a shop opens one, its payer watches the stream, pays, sees it settled. */
public class PaymentSimulation extends Simulation {

    private static final String SETTLED = "settled";
    private static final Duration SNAPSHOT_WITHIN = Duration.ofSeconds(10);

    private final Target target = Target.fromSystemProperties();
    private final String token = openShop();

    private final HttpProtocolBuilder protocol =
            http.baseUrl(target.gateway())
                    .acceptHeader("application/json")
                    .contentTypeHeader("application/json")
                    .sseUnmatchedInboundMessageBufferSize(64);

    private final ChainBuilder open =
            exec(session -> session.set("key", UUID.randomUUID().toString()))
                    .exec(
                            http("open a payment")
                                    .post("/v1/payments")
                                    .header("Authorization", "Bearer " + token)
                                    .header("Idempotency-Key", "#{key}")
                                    .body(StringBody(Shop.payment(target.asset())))
                                    .check(
                                            status().is(201),
                                            jsonPath("$.id").saveAs("payment"),
                                            jsonPath("$.address").saveAs("address"),
                                            jsonPath("$.amounts.due.units").saveAs("units")))
                    .exec(exitHereIfFailed())
                    .exec(
                            http("get a payer token")
                                    .post("/v1/payments/#{payment}/payer-token")
                                    .header("Authorization", "Bearer " + token)
                                    .check(status().is(200), jsonPath("$.token").saveAs("payer")))
                    .exec(exitHereIfFailed());

    private final ChainBuilder watch =
            exec(
                    sse("watch the payment")
                            .get("/v1/payments/#{payment}/stream")
                            .header("Authorization", "Bearer #{payer}")
                            .await(SNAPSHOT_WITHIN)
                            .on(
                                    sse.checkMessage("snapshot")
                                            .matching(regex("\"event\":\"snapshot\""))
                                            .check(regex("awaiting_payment"))));

    private final ChainBuilder pay =
            exec(
                    http("pay (sandbox wallet)")
                            .post(target.control() + "/pay")
                            .body(StringBody("{\"to\":\"#{address}\",\"units\":\"#{units}\"}"))
                            .check(status().is(200), bodyString().exists()));

    private final ChainBuilder settle =
            exec(
                            sse("wait until it is settled")
                                    .setCheck()
                                    .await(target.patience())
                                    .on(
                                            sse.checkMessage(SETTLED)
                                                    .matching(regex("status\\W+settled"))
                                                    .check(regex("status\\W+settled"))))
                    .exec(sse("stop watching").close());

    private final ScenarioBuilder payments =
            scenario("open, stream, pay, settled").exec(open, watch, pay, settle);

    public PaymentSimulation() {
        setUp(
                        payments.injectOpen(
                                constantUsersPerSec(target.usersPerSecond())
                                        .during(target.duration())))
                .protocols(protocol)
                .maxDuration(target.duration().plus(target.patience()).plusSeconds(30))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(SETTLED).successfulRequests().count().gte(payments(target)));
    }

    /** Every payment that was opened must have been seen settled. */
    private static long payments(Target target) {
        return target.usersPerSecond() * target.duration().toSeconds();
    }

    private String openShop() {
        try {
            return new Shop(target).opened();
        } catch (IOException e) {
            throw new IllegalStateException("the gateway cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
