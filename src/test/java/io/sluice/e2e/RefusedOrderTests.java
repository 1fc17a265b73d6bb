package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedOrderTests {

    static final JsonMapper JSON = JsonMapper.shared();
    final Partner partner;

    RefusedOrderTests(World world) {
        this.partner = world.newPartner();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/price           | null",
                "/price           | \"25.00 EUR\"",
                "/price/amount    | null",
                "/price/amount    | 25.00",
                "/price/amount    | \"\"",
                "/price/amount    | \"0\"",
                "/price/amount    | \"-25.00\"",
                "/price/amount    | \"25,00\"",
                "/price/amount    | \"25.001\"",
                "/price/amount    | \"0025.00\"",
                "/price/amount    | \"1e100000000\"",
                "/price/amount    | \"NaN\"",
                "/price/currency  | null",
                "/price/currency  | \"eur\"",
                "/price/currency  | \"XQZ\"",
                "/price/currency  | 978",
                "/reference       | \"\"",
                "/reference       | {}",
                "/assets          | []",
                "/assets          | \"USDC\"",
                "/assets          | [\"USDC\"]",
                "/assets          | [\"eip155:1/slip44:60\"]",
                "/asset           | \"eip155:1/slip44:60\"",
                "/asset           | 7",
                "/description     | {}",
                "/metadata        | []",
                "/metadata        | {\"cart\":{}}",
                "/return_url      | \"shop.example\"",
                "/return_url      | \"javascript:alert(1)\"",
                "/choose_within   | \"soon\"",
                "/choose_within   | \"PT0S\"",
                "/choose_within   | \"P400D\"",
                "/pay_within      | \"PT-5M\"",
                "/pay_within      | \"P400D\"",
                "/pay_within      | 900",
                "/discount        | \"10%\"",
                "/price/tax       | \"1.00\""
            })
    void namesTheOneFieldThatIsWrong(String pointer, String value) {
        refused(pointer, order -> put(order, pointer, value));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oversized")
    void namesTheOneFieldThatIsTooMuch(String pointer, String value) {
        refused(pointer, order -> put(order, pointer, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{",
                "[]",
                "null",
                "\"order\"",
                "{\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"price\":{}}"
            })
    void refusesWhatIsNoOrder(String body) {
        var before = count();

        var answer = partner.post("/v1/payments", body);

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void refusesAnOrderWithoutAKey() {
        var url = partner.gateway().resolve("/v1/payments");

        var answer = Http.send("POST", url, partner.order("25.00"), partner.authorized());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("dempotency");
    }

    @Test
    void refusesTheSameKeyForAnotherOrder() {
        assertThat(partner.open("1.00").id()).isNotEmpty();
        var first = partner.post("/v1/payments", partner.order("25.00"), "one-key").expect(201);

        var second = partner.post("/v1/payments", partner.order("26.00"), "one-key");
        var again = partner.post("/v1/payments", partner.order("25.00"), "one-key").expect(201);

        assertThat(second.status()).isEqualTo(422);
        assertThat(again.body()).isEqualTo(first.body());
    }

    static Stream<Arguments> oversized() {
        return Stream.of(
                Arguments.of("/price/amount", quoted("9".repeat(100))),
                Arguments.of("/reference", quoted("r".repeat(5_000))),
                Arguments.of("/description", quoted("d".repeat(3_000))),
                Arguments.of("/return_url", quoted("https://shop.example/" + "u".repeat(9_000))),
                Arguments.of("/metadata", "{\"cart\":" + quoted("m".repeat(3_000)) + "}"),
                Arguments.of(
                        "/metadata",
                        IntStream.range(0, 500)
                                .mapToObj(i -> "\"key%d\":\"v\"".formatted(i))
                                .reduce((a, b) -> a + "," + b)
                                .map(all -> "{" + all + "}")
                                .orElseThrow()));
    }

    private void refused(String pointer, Consumer<ObjectNode> change) {
        var before = count();
        var order = (ObjectNode) JSON.readTree(partner.order("25.00"));
        change.accept(order);

        var answer = partner.post("/v1/payments", order.toString());

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(
                        answer.json()
                                .get("errors")
                                .valueStream()
                                .map(it -> it.get("pointer").asString()))
                .as(answer.body())
                .isNotEmpty()
                .allMatch(it -> it.startsWith(pointer));
        assertThat(count()).isEqualTo(before);
    }

    /** Puts {@code null} by leaving the field out. */
    private static void put(ObjectNode order, String pointer, String json) {
        var at = pointer.lastIndexOf('/');
        var parent = (ObjectNode) order.at(pointer.substring(0, at));
        var name = pointer.substring(at + 1);
        if (json.equals("null")) {
            parent.remove(name);
        } else {
            parent.set(name, JSON.readTree(json));
        }
    }

    private long count() {
        return partner.read("/v1/payments?limit=200").get("data").size();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
