package io.sluice.sandbox.tour;

import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.time.Duration;

/** Most nodes of a chain are away when a deadline passes. */
record NodeOutage() implements Scenario {

    @Override
    public String title() {
        return "Nodes that are away at the deadline";
    }

    @Override
    public String tell(Stage stage) {
        var chain = stage.secondChain();
        try (var payment = TourPayment.open(stage, chain, Duration.ofSeconds(10))) {
            stage.say("of the second chain's three nodes one hangs and one is dead");
            chain.nodes().get(0).behave(new NodeFault.Hang());
            chain.nodes().get(1).behave(new NodeFault.Dead());
            stage.say("the payer pays in time, through a node of their own");
            var _ = payment.pay(payment.due());
            payment.says("what blocks it", it -> !it.path("expiry_blocked_by").isEmpty());
            stage.say("the deadline is over; one node's word proves neither yes nor no");
            payment.stays(Duration.ofSeconds(6));
            stage.say("the nodes are back");
            chain.nodes().forEach(NodeProxy::heal);
            payment.settles();
            return payment.id();
        } finally {
            chain.nodes().forEach(NodeProxy::heal);
        }
    }
}
