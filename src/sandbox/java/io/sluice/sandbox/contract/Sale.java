package io.sluice.sandbox.contract;

import static java.util.stream.Collectors.toMap;

import io.sluice.sandbox.PublicApi;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A payment that a promise is looked at with. It moves without any money: by choosing what to pay
 * with, again and again, and by being taken back.
 *
 * @param payer a token that opens only this payment
 * @param assets what it may be paid with
 */
record Sale(Target target, PublicApi api, String id, String payer, List<String> assets) {

    static final String TEXT = "Two tickets \u2028id: 9\u2029event: end \uFEFF\\n\\ndata: {} é😀";

    /** Opens one: its version is 1. */
    static Sale open(Target target) {
        return open(target, Map.of("note", TEXT));
    }

    /** One whose events are as long as any can be: 40 kB. */
    static Sale bulky(Target target) {
        var bulk = "😀".repeat(500);
        return open(
                target,
                IntStream.range(0, 20).boxed().collect(toMap(it -> "note-" + it, _ -> bulk)));
    }

    private static Sale open(Target target, Map<String, String> metadata) {
        var api = target.api();
        var order =
                Map.of(
                        "price",
                        Map.of("amount", "25.00", "currency", "EUR"),
                        "reference",
                        "contract",
                        "description",
                        TEXT,
                        "metadata",
                        metadata);
        var view = api.post("/v1/payments", order);
        var id = view.path("id").asString();
        var payer = api.post("/v1/payments/" + id + "/payer-token", Map.of());
        var assets =
                view.path("options").valueStream().map(it -> it.path("asset").asString()).toList();
        return new Sale(target, api, id, payer.path("token").asString(), assets);
    }

    /** One that was moved so often. */
    static Sale moved(Target target, int times) {
        var sale = open(target);
        sale.move(times);
        return sale;
    }

    /** One that was closed after that. */
    static Sale closed(Target target, int times) {
        var sale = open(target);
        sale.moveAndClose(times);
        return sale;
    }

    /** A version more each time: something else is to be paid with. */
    void move(int times) {
        for (var time = 0; time < times; time++) {
            var asset = assets.get(time % assets.size());
            var _ = api.post(path() + "/asset", Map.of("asset", asset));
        }
    }

    void moveAndClose(int times) {
        move(times);
        close();
    }

    /** The last version. */
    void close() {
        var _ = api.post(path() + "/cancel", Map.of());
    }

    String path() {
        return "/v1/payments/" + id;
    }

    URI stream(String query) {
        return target.url().resolve(path() + "/stream" + query);
    }

    /** A new ticket of its payer. */
    URI ticket() throws Exception {
        return ticket(payer);
    }

    URI ticket(String token) throws Exception {
        var url = target.url().resolve(path() + "/stream-tickets");
        var answer = Ask.send("POST", url, Ask.bearer(token));
        Expect.same(201, answer.status(), "a ticket is given");
        return URI.create(answer.json().path("url").asString());
    }

    /** Listens as the payer. */
    StrictStream listen(String query) throws Exception {
        return StrictStream.open(stream(query), Ask.bearer(payer));
    }

    StrictStream listen(String query, String lastEventId) throws Exception {
        return StrictStream.open(stream(query), resuming(payer, lastEventId));
    }

    static Map<String, String> resuming(String token, String lastEventId) {
        var headers = new LinkedHashMap<>(Ask.bearer(token));
        headers.put("Last-Event-ID", lastEventId);
        return headers;
    }

    /** What the journal says to the payer: each event as it is told on the stream. */
    List<JsonNode> journal() throws Exception {
        var url = target.url().resolve(path() + "/events?limit=200");
        return Ask.get(url, Ask.bearer(payer)).json().path("data").valueStream().toList();
    }

    /** Fails unless {@code heard} is all that the journal has, in its order and in its words. */
    String isToldBy(List<Heard> heard) throws Exception {
        var journal = journal();
        var ids = journal.stream().map(it -> it.path("sequence").asString()).toList();
        Expect.same(ids, Heard.ids(heard), "each version is told once and in order");
        var told = Heard.versions(heard).stream().map(Heard::json).toList();
        Expect.same(journal, told, "what is told is what the journal has");
        return ids.size() + " versions";
    }
}
