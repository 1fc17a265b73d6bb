package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class AskingOftenTests {

    private final World world;
    private final Partner partner;

    AskingOftenTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @Test
    void tellsEachWhatIsLeftOfWhatTheyMayAsk() {
        var allowed = partner.get("/v1/merchant").expect(200);
        assertThat(allowed.header("RateLimit-Policy")).isEqualTo("\"client\";q=1000;w=2");
        assertThat(allowed.header("RateLimit")).matches("\"client\";r=[0-9]{1,3};t=[012]");
        assertThat(partner.get("/v1/nothing").expect(404).header("RateLimit")).isNotEmpty();

        var payer = Map.of("Authorization", "Bearer " + partner.open("25.00").payerToken());
        var notForPayers = Http.get(world.gateway().resolve("/v1/merchant"), payer).expect(403);
        assertThat(notForPayers.header("RateLimit-Policy")).isEqualTo("\"payer\";q=300;w=30");

        var nobody = Http.get(world.gateway().resolve("/v1/merchant"), Map.of()).expect(401);
        assertThat(nobody.header("RateLimit")).isEmpty();
    }
}
