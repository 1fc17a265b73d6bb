package io.sluice.sandbox.tour;

import io.sluice.sandbox.DemoShop;
import io.sluice.sandbox.Narrator;
import io.sluice.sandbox.Sandbox;
import java.util.List;

/** Shows what can happen to payments, one thing after the other. */
public final class Tour {

    private static final List<Scenario> SCENARIOS =
            List.of(
                    new Underpaid(),
                    new Surplus(),
                    new Late(),
                    new WrongAsset(),
                    new Reorg(),
                    new NodeOutage());

    private final Stage stage;

    public Tour(Sandbox sandbox, DemoShop shop, Narrator narrator) {
        this.stage = new Stage(sandbox, shop, narrator);
    }

    /**
     * Tells all of it, and returns the payment it told of last.
     *
     * @throws IllegalStateException with the reason, when something is not as told
     */
    public String tell() {
        var last = "";
        for (var i = 0; i < SCENARIOS.size(); i++) {
            var scenario = SCENARIOS.get(i);
            stage.narrator().show("%d. %s".formatted(i + 1, scenario.title()));
            try {
                last = scenario.tell(stage);
            } catch (RuntimeException e) {
                throw new IllegalStateException("not as told: " + scenario.title(), e);
            }
        }
        stage.narrator().show("All %d were as told.".formatted(SCENARIOS.size()));
        return last;
    }
}
