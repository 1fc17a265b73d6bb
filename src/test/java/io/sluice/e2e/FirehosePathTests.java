package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.SseListener.Heard;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A merchant hears of all their payments, and of nobody else's. */
@ExtendWith(SharedWorld.class)
class FirehosePathTests {

    final World world;
    final Partner partner;

    FirehosePathTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @Test
    void hearsOfAllPaymentsInTheOrderThatTheLogAndTheDatabaseHave() throws SQLException {
        var stranger = world.newPartner();
        try (var stream = begun(partner);
                var strangers = begun(stranger)) {
            var one = partner.open("25.00");
            var two = partner.open("10.00");
            var foreign = stranger.open("5.00");
            world.send(one, one.due());
            world.pay(two, two.due());
            world.makeFinal();
            one.becomes("settled");
            two.becomes("settled");
            var all = one.versions().size() + two.versions().size();
            world.eventually(() -> events(stream).size() == all);
            world.eventually(() -> events(strangers).size() == foreign.versions().size());

            assertThat(texts(events(stream))).isEqualTo(kept());
            assertThat(logged(200)).isEqualTo(kept());
            assertThat(logged(3)).isEqualTo(kept());
            assertThat(events(strangers)).allMatch(it -> it.data().contains(foreign.id()));
            for (var payment : List.of(one, two)) {
                assertThat(events(stream))
                        .filteredOn(it -> it.data().contains(payment.id()))
                        .extracting(FirehosePathTests::version)
                        .isEqualTo(payment.versions());
            }
        }
    }

    @Test
    void goesOnWhereACutClientWasOnTheStreamAndInTheLog() {
        String last;
        try (var first = begun(partner)) {
            var _ = partner.open("25.00");
            last = first.await(ofSeconds(5), it -> it.event().equals("payment")).id();
        }
        var missed = partner.open("10.00");

        try (var second = resumed(last)) {
            second.hears(ofSeconds(5), it -> it.data().contains(missed.id()));
            var next = partner.open("5.00");
            second.hears(ofSeconds(5), it -> it.data().contains(next.id()));

            var page = partner.get("/v1/events?after=" + last).expect(200);
            assertThat(page.body())
                    .startsWith("{\"data\":[" + String.join(",", texts(events(second))) + "]");
            var end = page.json().get("next_cursor").asString();
            assertThat(end).isEqualTo(events(second).getLast().id());
            assertThat(partner.read("/v1/events?after=" + end).get("data")).isEmpty();
        }
    }

    @Test
    void takesNoPlaceOfAnotherJournalForItsOwn() {
        var foreign = "WyJldmVudHMiLCJvdGhlciIsIjEiXQ";
        var before = partner.open("25.00");
        world.eventually(() -> partner.get("/v1/events").body().contains(before.id()));

        var refusal = partner.get("/v1/events?after=" + foreign).expect(400);
        try (var stream = resumed(foreign)) {
            stream.hears(ofSeconds(5), it -> !it.id().isEmpty());
            var next = partner.open("10.00");
            stream.hears(ofSeconds(5), it -> it.event().equals("payment"));

            assertThat(refusal.json().get("code").asString()).isEqualTo("invalid-cursor");
            assertThat(events(stream)).allMatch(it -> it.data().contains(next.id()));
        }
    }

    /** Listens, and was told where it begins. */
    private static SseListener begun(Partner partner) {
        var stream = partner.listen("/v1/stream");
        stream.hears(ofSeconds(5), it -> !it.id().isEmpty());
        return stream;
    }

    private SseListener resumed(String last) {
        var headers = new LinkedHashMap<>(partner.authorized());
        headers.put("Last-Event-ID", last);
        return SseListener.open(world.gateway().resolve("/v1/stream"), headers);
    }

    private static List<Heard> events(SseListener stream) {
        return stream.heard().stream().filter(it -> it.event().equals("payment")).toList();
    }

    private static List<String> texts(List<Heard> events) {
        return events.stream().map(Heard::data).toList();
    }

    private static String version(Heard event) {
        return event.data().replaceAll(".*\"sequence\":\"(\\d+)\".*", "$1");
    }

    /** The log, read page by page to its end. */
    private List<String> logged(int limit) {
        var all = new ArrayList<String>();
        var page = partner.read("/v1/events?limit=" + limit);
        while (true) {
            page.get("data").forEach(it -> all.add(it.toString()));
            if (!page.get("has_more").asBoolean()) {
                return all;
            }
            var next = page.get("next_cursor").asString();
            page = partner.read("/v1/events?limit=%d&after=%s".formatted(limit, next));
        }
    }

    /** What the database has, in the order of commits. */
    private List<String> kept() throws SQLException {
        var database = world.sandbox().database();
        var merchant = partner.read("/v1/merchant").get("id").asString();
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var query =
                        connection.prepareStatement(
                                """
                                SELECT convert_from(merchant_json, 'UTF8')
                                  FROM journal JOIN payment_event USING (payment, version)
                                 WHERE merchant = ? ORDER BY position
                                """)) {
            query.setString(1, merchant);
            var rows = query.executeQuery();
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
