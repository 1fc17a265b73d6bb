package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class OtherAssetTests {

    final World world;
    final Partner partner;

    OtherAssetTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @Test
    void offersEveryListedAssetOfBothChainsWhenNoneIsNamed() {
        var payment = openWithoutAssets();

        var options = payment.view().get("options").valueStream();
        assertThat(options.map(option -> option.get("asset").asString()))
                .containsExactlyInAnyOrder(
                        world.sandbox().token().assetId(),
                        "eip155:31337/slip44:60",
                        world.sandbox().chains().getLast().token().assetId(),
                        "eip155:31338/slip44:60");
    }

    @Test
    void isPaidInTheCoinOfTheSecondChain() {
        var second = world.sandbox().chains().getLast();
        var payment = openWithoutAssets();
        choose(payment, second.coin());
        var due = new BigInteger(payment.view().at("/amounts/due/units").asString());

        try (var stream = payment.listen("")) {
            var sent = second.payer().sendEther(payment.address(), due);
            second.anvil().mine(2);
            stream.hears(ofSeconds(10), it -> Payment.says(it, "confirmed"));
            second.anvil().mine(6);
            stream.hears(ofSeconds(10), it -> Payment.says(it, "settled"));

            assertThat(payment.view().at("/transfers/0/id").asString())
                    .isEqualTo("eip155:31338/" + sent.hash() + "/native");
        }
    }

    private Payment openWithoutAssets() {
        var order =
                """
                {"price":{"amount":"25.00","currency":"EUR"},"reference":"order-4711"}\
                """;
        var opened = partner.post("/v1/payments", order).expect(201);
        return new Payment(partner, opened.json().get("id").asString());
    }

    /** As soon as there are rates and addresses. */
    private void choose(Payment payment, String asset) {
        var choice = "{\"asset\":\"" + asset + "\"}";
        Eventually.holds(
                ofSeconds(20),
                () -> partner.post(payment.path() + "/asset", choice).status() == 200);
    }
}
