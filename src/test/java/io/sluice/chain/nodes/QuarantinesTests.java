package io.sluice.chain.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.Exhibit;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.platform.tls.Authorities;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class QuarantinesTests {

    private static final String CHAIN = Networks.SANDBOX.value();
    private static final String LIAR = "node at 2";

    private static final Exhibit SENT = new Exhibit("ab12", 2, "{}");

    private final ChainProperties properties = Networks.unasked();
    private final PostgresQuarantines store =
            new PostgresQuarantines(TestDatabase.fresh().database());
    private final Replica finder = new Replica();
    private final Replica other = new Replica();

    @Test
    void putsOnRecordWhatALiarWasAskedAndWhatDidNotFit() {
        finder.catchLiar();
        runs(finder.quarantines.keep());

        assertThat(record()).hasSize(1);
        var kept = record().getFirst();
        assertThat(kept.chain()).isEqualTo(CHAIN);
        assertThat(kept.node()).isEqualTo(LIAR);
        assertThat(kept.operator()).isEqualTo("operator of 2");
        assertThat(kept.request()).isEqualTo("block 17");
        assertThat(kept.reason()).isEqualTo("another root");
        assertThat(kept.response()).isEqualTo(SENT);
        assertThat(kept.caughtAt()).isNotNull();
    }

    @Test
    void holdsOnEveryReplicaAndAfterARestart() {
        finder.catchLiar();
        runs(finder.quarantines.keep());

        assertThat(other.hearsLiar()).isTrue();
        runs(other.quarantines.compare());
        assertThat(other.hearsLiar()).isFalse();

        runs(other.quarantines.compare());
        assertThat(other.hearsLiar()).isFalse();
    }

    @Test
    void isKnownToAReplicaBeforeAnybodyThereBelievesANode() {
        finder.catchLiar();
        runs(finder.quarantines.keep());
        var heard = new AtomicReference<Boolean>();
        var waiting =
                other.onRecord.known().doOnSuccess(_ -> heard.set(other.hearsLiar())).toFuture();
        assertThat(waiting).isNotDone();

        runs(other.quarantines.compare());

        assertThat(waiting).isDone();
        assertThat(heard).hasValue(false);
    }

    @Test
    void isNotLiftedBecauseItIsNotOnRecordYet() {
        finder.catchLiar();
        runs(finder.quarantines.compare());

        assertThat(finder.hearsLiar()).isFalse();
    }

    @Test
    void isLiftedByAPersonAloneAndOnAllReplicas() {
        finder.catchLiar();
        runs(finder.quarantines.keep());
        runs(finder.quarantines.compare());
        runs(other.quarantines.compare());

        assertThat(lift(other, "it was restored")).isEqualTo(200);
        assertThat(other.hearsLiar()).isTrue();
        runs(finder.quarantines.compare());
        assertThat(finder.hearsLiar()).isTrue();

        assertThat(record().getFirst().liftedReason()).isEqualTo("it was restored");
        assertThat(lift(other, "again")).isEqualTo(404);
    }

    @Test
    void isLiftedForAReasonOnly() {
        finder.catchLiar();
        runs(finder.quarantines.keep());

        assertThat(lift(finder, " ")).isEqualTo(400);
        assertThat(record().getFirst().liftedAt()).isNull();
    }

    @Test
    void catchesANodeAgainThatLiesAgain() {
        finder.catchLiar();
        assertThat(lift(finder, "trusted")).isEqualTo(200);
        finder.catchLiar();
        runs(finder.quarantines.keep());

        assertThat(finder.hearsLiar()).isFalse();
        assertThat(record()).extracting(it -> it.liftedAt() == null).containsExactly(true, false);
    }

    private List<Quarantine> record() {
        var all = new ArrayList<Quarantine>();
        runs(finder.quarantines.newest(10).doOnNext(all::addAll).then());
        return all;
    }

    private static int lift(Replica replica, String because) {
        var status = new int[1];
        runs(
                new NodesEndpoint(replica.quarantines)
                        .lift(CHAIN, LIAR, because)
                        .doOnNext(it -> status[0] = it.getStatus())
                        .then());
        return status[0];
    }

    private static void runs(Mono<Void> work) {
        work.as(StepVerifier::create).verifyComplete();
    }

    /** A gateway over the same database. */
    private final class Replica {

        final RpcChains chains = new RpcChains(Authorities.system());
        final QuarantinesOnRecord onRecord = new QuarantinesOnRecord();
        final Quarantines quarantines = new Quarantines(properties, chains, store, onRecord);

        /** The honest ones answer only once it was heard, in whatever order they are asked. */
        void catchLiar() {
            var heard = Sinks.<String>one();
            nodes().agree("block", 17, node -> answer(node, heard))
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .verifyComplete();
        }

        boolean hearsLiar() {
            return nodes().nodes().stream()
                    .filter(it -> it.name().equals(LIAR))
                    .allMatch(it -> it.health().isHeard());
        }

        private Fanout nodes() {
            return chains.of(properties.require(Networks.SANDBOX));
        }

        private static Mono<String> answer(RpcNode node, Sinks.One<String> heard) {
            return node.name().equals(LIAR)
                    ? Mono.<String>error(new RpcFailure.Forged("another root", SENT))
                            .doFinally(_ -> {
                                var _ = heard.tryEmitValue("the block");
                            })
                    : heard.asMono();
        }
    }
}
