package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sluice.sandbox.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A payment may be read at the door, or in the usual way, which a header takes that nobody knows:
 * nobody can tell the difference.
 */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainReadPathTests {

    /** They are another request's, or count it. */
    private static final Set<String> OF_ONE_ANSWER = Set.of("x-request-id", "ratelimit");

    private final World world;
    private final Partner owner;
    private final String merchant;
    private final Payment payment;
    private final Payment others;

    PlainReadPathTests(World world) {
        this.world = world;
        this.owner = world.newPartner();
        this.merchant = owner.read("/v1/merchant").get("id").asString();
        this.payment = owner.open("25.00");
        this.others = world.newPartner().open("25.00");
    }

    /** What it does not come through, the door has to do itself. */
    @Test
    void doorIsBehindLimitsAndOriginsAndBeforeSecurity() {
        assertThat(world.filters())
                .startsWith(
                        "ResponseHeadersFilter",
                        "CorsFilter",
                        "AddressRate",
                        "OnDemandFilter",
                        "PlainReadFilter",
                        "WebFilterChainProxy");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void answersTheSameAtTheDoorAndInTheUsualWay(
            int status, boolean isServedAtTheDoor, String path, String token) {
        var url = url(path);
        // From now on a good token is known.
        var _ = Http.get(url, bearer(token));
        var before = servedAtTheDoor();

        var atTheDoor = Http.get(url, bearer(token)).expect(status);
        var served = servedAtTheDoor() - before;
        var usually =
                Http.get(url, Map.of("Authorization", "Bearer " + token, "X-Unheard-Of", "1"));

        assertThat(served).isEqualTo(isServedAtTheDoor ? 1 : 0);
        assertThat(servedAtTheDoor() - before).isEqualTo(served);
        assertThat(usually.status()).isEqualTo(status);
        assertThat(headers(atTheDoor)).isEqualTo(headers(usually));
        assertThat(body(atTheDoor)).isEqualTo(body(usually));
    }

    @Test
    void showsWhatChangedAtOnce() {
        var canceled = owner.open("26.00");
        var before = owner.get(canceled.path()).expect(200);

        var _ = owner.post(canceled.path() + "/cancel", "").expect(200);

        var after = owner.get(canceled.path()).expect(200);
        assertThat(after.json().get("status").asString()).isEqualTo("canceled");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(after.header("ETag"))
                .isEqualTo("\"%s\"".formatted(after.json().get("version").asString()));
    }

    Stream<Arguments> reads() {
        var good = token().serialized();
        return Stream.of(
                arguments(200, true, payment.path(), good),
                arguments(200, true, payment.path(), token().scope("payments:read").serialized()),
                arguments(200, false, payment.path(), payment.payerToken()),
                arguments(404, true, others.path(), good),
                arguments(404, true, "/v1/payments/pay_00000000000000000000000000", good),
                arguments(404, false, payment.path(), others.payerToken()),
                arguments(403, false, payment.path(), token().scope("payments:write").serialized()),
                arguments(403, false, payment.path(), token().scope("").serialized()),
                arguments(401, false, payment.path(), token().expired().serialized()),
                arguments(401, false, payment.path(), good + "x"),
                arguments(404, false, payment.path() + "x", good));
    }

    private double servedAtTheDoor() {
        var metrics = world.managed("GET", "prometheus", "").expect(200).body();
        return new Scrape(metrics).value("sluice_payment_reads_at_the_door_total");
    }

    private AccessToken token() {
        return world.sandbox().issuer().token(merchant);
    }

    private URI url(String path) {
        return world.gateway().resolve(path);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, List<String>> headers(Reply reply) {
        var all = new TreeMap<>(reply.headers().map());
        all.keySet().removeIf(it -> OF_ONE_ANSWER.contains(it.toLowerCase(Locale.ROOT)));
        return all;
    }

    private static String body(Reply reply) {
        return reply.body().replaceAll("req_[0-9a-f]+", "req_");
    }
}
