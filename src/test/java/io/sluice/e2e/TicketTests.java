package io.sluice.e2e;

import static io.sluice.e2e.Payment.says;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.SseListener;
import io.sluice.SseListener.Heard;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A browser's EventSource: it sends no token, and comes back by itself with the same address. */
@ExtendWith(SharedWorld.class)
class TicketTests {

    static final Duration SOON = ofSeconds(15);

    final World world;
    final Partner partner;
    final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    TicketTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @BeforeEach
    void listen() {
        lines.start();
        root().addAppender(lines);
    }

    @AfterEach
    void saysNoTicketInTheLog() {
        root().detachAppender(lines);
        assertThat(List.copyOf(lines.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(it -> it.contains("tkt_"));
    }

    @Test
    void losesNothingWhenItIsCutAndComesBack() {
        var payment = partner.open("25.00");
        var ticket = ticket(payment, payment.payerToken());
        var heard = new ArrayList<Heard>();
        try (var first = stream(ticket, "")) {
            heard.add(first.await(SOON, it -> it.event().equals("snapshot")));
        }

        world.pay(payment, payment.due());
        payment.becomesCovered();
        world.makeFinal();
        payment.becomes("settled");
        try (var second = stream(ticket, heard.getFirst().id())) {
            second.hears(SOON, it -> it.event().equals("end"));
            heard.addAll(second.numbered());
        }

        assertThat(heard.stream().map(Heard::id)).isEqualTo(payment.versions());
        assertThat(heard.getLast()).matches(it -> says(it, "settled"));
        assertThat(heard).noneMatch(it -> it.data().contains("metadata"));
        var last = heard.getLast().id();
        assertThat(Http.get(uri(ticket), Map.of("Last-Event-ID", last)).status()).isEqualTo(204);
        refused(Http.get(uri(ticket), Map.of()));
    }

    @Test
    void letsTheNewestConnectionTakeOver() {
        var payment = partner.open("25.00");
        var ticket = ticket(payment, payment.payerToken());
        try (var older = stream(ticket, "")) {
            var id = older.await(SOON, it -> it.event().equals("snapshot")).id();

            try (var newer = stream(ticket, id)) {
                older.hears(SOON, it -> it.data().equals("{\"reason\":\"replaced\"}"));
                world.eventually(older::ended);

                refused(Http.get(uri(ticket), Map.of()));
                assertThat(newer.ended()).isFalse();
                world.pay(payment, payment.due());
                newer.hears(SOON, it -> says(it, "settled") || says(it, "processing"));
            }
        }
    }

    /** A stolen address alone is worth nothing then. */
    @Test
    void refusesWhoKnowsNothingAfterItsClientListenedForAMoment() {
        var payment = partner.open("25.00");
        var ticket = ticket(payment, payment.payerToken());
        try (var stream = stream(ticket, "")) {
            stream.hears(SOON, it -> it.event().equals("snapshot"));
            Pause.of(ofMillis(2_200));
        }

        world.eventually(() -> isRefused(ticket));
        try (var back = stream(ticket, "1")) {
            assertThat(back.status()).isEqualTo(200);
        }
    }

    @Test
    void endsWithThePartnersToken() {
        var payment = partner.open("25.00");
        var end = Instant.now().plusSeconds(12).getEpochSecond();
        var token = world.sandbox().issuer().token(merchant()).with("exp", end).serialized();
        var ticket = ticket(payment, token);
        try (var stream = stream(ticket, "")) {
            var snapshot = stream.await(SOON, it -> it.event().equals("snapshot"));
            assertThat(snapshot.data()).contains("metadata");

            stream.hears(SOON, it -> it.event().equals("reauth"));
            world.eventually(stream::ended);
            world.eventually(() -> Instant.now().getEpochSecond() > end);

            refused(Http.get(uri(ticket), Map.of("Last-Event-ID", snapshot.id())));
            refused(Http.get(uri(ticket), Map.of()));
        }
    }

    @Test
    void refusesWrongUsesAndIsNotUsedUpByThem() {
        var payment = partner.open("25.00");
        var other = partner.open("30.00");
        var ticket = ticket(payment, payment.payerToken());
        var text = ticket.get("ticket").asString();

        wrongUses(payment, other, text)
                .forEach(it -> refused(Http.get(world.gateway().resolve(it), Map.of())));
        refused(Http.send("POST", tickets(payment, "?ticket=" + text), "", Map.of()));
        assertThat(Http.get(uri(ticket), partner.authorized()).expect(400).body())
                .contains("token-and-ticket")
                .doesNotContain(text);
        assertThat(Http.send("HEAD", uri(ticket), "", Map.of()).status()).isEqualTo(401);
        assertThat(Http.get(payment.streamUrl("?mode=wrong&ticket=" + text), Map.of()).status())
                .isEqualTo(400);

        try (var stream = stream(ticket, "")) {
            stream.hears(SOON, it -> it.event().equals("snapshot"));
        }
    }

    private static Stream<String> wrongUses(Payment payment, Payment other, String text) {
        var last = text.charAt(text.length() - 1) == 'A' ? 'B' : 'A';
        var changed = text.substring(0, text.length() - 1) + last;
        return Stream.of(
                other.path() + "/stream?ticket=" + text,
                payment.path() + "/stream?ticket=" + changed,
                payment.path() + "/stream?ticket=" + text + "%00",
                payment.path() + "/stream?ticket=" + text + "&ticket=" + text,
                payment.path() + "/stream?ticket=" + text.toUpperCase(Locale.ROOT),
                payment.path() + "/stream?ticket=",
                payment.path() + "/stream?ticket",
                payment.path() + "/stream?Ticket=" + text,
                payment.path() + "?ticket=" + text,
                payment.path() + "/events?ticket=" + text,
                payment.path() + "/progress?ticket=" + text,
                "/v1/payments?ticket=" + text,
                "/v1/merchant?ticket=" + text);
    }

    @Test
    void givesATicketToWhoMayListenOnly() {
        var payment = partner.open("25.00");
        var other = partner.open("30.00");
        var strangers = world.partner("stranger").authorized();
        var writer = world.sandbox().issuer().token(merchant()).scope("payments:write");

        assertThat(Http.send("POST", tickets(payment, ""), "", strangers).status()).isEqualTo(404);
        assertThat(issue(payment, other.payerToken()).status()).isEqualTo(404);
        assertThat(issue(payment, writer.serialized()).status()).isEqualTo(403);
        var given = issue(payment, payment.payerToken());
        assertThat(given.header("Cache-Control")).isEqualTo("no-store");
        assertThat(given.json().get("expires_at").asString())
                .satisfies(it ->
                        assertThat(Instant.parse(it))
                                .isBetween(
                                        Instant.now().plusSeconds(20),
                                        Instant.now().plusSeconds(31)));
    }

    private static boolean isRefused(JsonNode ticket) {
        try (var stream = stream(ticket, "")) {
            return stream.status() == 401;
        }
    }

    private static void refused(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.body()).doesNotContain("tkt_");
    }

    private String merchant() {
        return partner.read("/v1/merchant").get("id").asString();
    }

    private JsonNode ticket(Payment payment, String token) {
        return issue(payment, token).expect(201).json();
    }

    private Reply issue(Payment payment, String token) {
        var bearer = Map.of("Authorization", "Bearer " + token);
        return Http.send("POST", tickets(payment, ""), "", bearer);
    }

    private URI tickets(Payment payment, String query) {
        return world.gateway().resolve(payment.path() + "/stream-tickets" + query);
    }

    /** As the browser does it: with the address it was given, and what it heard last. */
    private static SseListener stream(JsonNode ticket, String lastEventId) {
        var headers =
                lastEventId.isEmpty()
                        ? Map.<String, String>of()
                        : Map.of("Last-Event-ID", lastEventId);
        return SseListener.open(URI.create(uri(ticket) + "&mode=log"), headers);
    }

    private static URI uri(JsonNode ticket) {
        return URI.create(ticket.get("url").asString());
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
