package io.sluice.chain.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.TestDatabase;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Networks;
import io.sluice.platform.database.Database;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** From what a watcher hears to what everybody can look at. */
class ReportsTests {

    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");

    private final ChainProperties properties = Networks.unasked();
    private final Database database = TestDatabase.fresh().database();
    private final PostgresReports reports = new PostgresReports(database);
    private final HeadBoard board = new HeadBoard();
    private final ReportWriter writer = new ReportWriter(properties, board, reports);

    @Test
    void saysClearlyWhenNobodyWatchesAChain() {
        chains().jsonPath("$.chains[0].chain")
                .isEqualTo(Networks.SANDBOX.value())
                .jsonPath("$.chains[0].watched")
                .isEqualTo(false)
                .jsonPath("$.chains[0].nodes.length()")
                .isEqualTo(0);
    }

    @Test
    void showsWhatAWatcherOfAnyReplicaHears() {
        readTo(90);
        board.show(Networks.SANDBOX, () -> report(node("node at 1", NodeState.ALIVE, false)));
        runs(writer.writeAll());

        chains().jsonPath("$.chains[0].watched")
                .isEqualTo(true)
                .jsonPath("$.chains[0].head")
                .isEqualTo(100)
                .jsonPath("$.chains[0].verified.height")
                .isEqualTo(90)
                .jsonPath("$.chains[0].lagBlocks")
                .isEqualTo(10)
                .jsonPath("$.chains[0].lagSeconds")
                .isEqualTo(20)
                .jsonPath("$.chains[0].nodes[0].state")
                .isEqualTo("alive")
                .jsonPath("$.chains[0].nodes[0].lacking[0]")
                .isEqualTo("debug_traceBlockByHash")
                .jsonPath("$.chains[0].tags.finalized")
                .isEqualTo("not_served");
    }

    @Test
    void namesTheNodesThatDisagreeAndNoneThatIsConfiguredNoMore() {
        board.show(
                Networks.SANDBOX,
                () ->
                        report(
                                node("node at 2", NodeState.DEGRADED, true),
                                node("long gone", NodeState.ALIVE, false)));
        runs(writer.writeAll());

        chains().jsonPath("$.chains[0].disagreeing[0]")
                .isEqualTo("node at 2")
                .jsonPath("$.chains[0].nodes.length()")
                .isEqualTo(1);
    }

    @Test
    void showsAReportThatGrewOldAsOne() {
        board.show(Networks.SANDBOX, () -> report(node("node at 1", NodeState.ALIVE, false)));
        runs(writer.writeAll());
        runs(
                database.sql("UPDATE chain_report SET reported_at = now() - interval '1 minute'")
                        .update()
                        .then());

        chains().jsonPath("$.chains[0].watched")
                .isEqualTo(false)
                .jsonPath("$.chains[0].head")
                .isEqualTo(100);
    }

    @Test
    void showsAChainWhoseReportItCannotRead() {
        board.show(Networks.SANDBOX, () -> report(node("node at 1", NodeState.ALIVE, false)));
        runs(writer.writeAll());
        runs(
                database.sql(
                                """
                                UPDATE chain_report
                                   SET report = regexp_replace(report::text, 'alive', 'newer', 'i')::jsonb
                                """)
                        .update()
                        .then());

        chains().jsonPath("$.chains[0].nodes.length()").isEqualTo(0);
        assertThat(isReported()).isFalse();
    }

    @Test
    void writesWhenThereIsNewsAndNowAndThenWithout() {
        board.show(Networks.SANDBOX, () -> report(node("node at 1", NodeState.ALIVE, false)));
        runs(writer.writeAll());
        forget();

        runs(writer.writeAll());
        assertThat(isReported()).isFalse();
        board.show(Networks.SANDBOX, () -> report(node("node at 1", NodeState.LAGGING, false)));
        runs(writer.writeAll());
        assertThat(isReported()).isTrue();

        forget();
        for (var turn = 0; turn < 5; turn++) {
            runs(writer.writeAll());
        }
        assertThat(isReported()).isTrue();
    }

    @Test
    void measuresEachNodeAndNothingOfChainsThatOthersWatch() {
        var meters = new SimpleMeterRegistry();
        new NodeMeters(properties, board, meters).afterSingletonsInstantiated();
        var alive =
                meters.get("sluice.chain.node.state")
                        .tag("node", "node at 1")
                        .tag("state", "alive");

        assertThat(alive.gauge().value()).isNaN();

        board.show(Networks.SANDBOX, () -> report(node("node at 1", NodeState.ALIVE, false)));
        assertThat(alive.gauge().value()).isEqualTo(1);
        assertThat(
                        meters.get("sluice.chain.node.lag.blocks")
                                .tag("node", "node at 1")
                                .gauge()
                                .value())
                .isEqualTo(3);
        assertThat(meters.get("sluice.chain.head").gauge().value()).isEqualTo(100);
    }

    private WebTestClient.BodyContentSpec chains() {
        return WebTestClient.bindToController(new ChainController(properties, reports))
                .build()
                .get()
                .uri("/v1/chains")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private void readTo(long height) {
        runs(
                database.sql(
                                """
                                INSERT INTO chain_cursor (chain, family, height, hash, time)
                                VALUES (:chain, 'eip155', :height, '0xab', :time)
                                """)
                        .bind("chain", Networks.SANDBOX.value())
                        .bind("height", height)
                        .bind("time", MADE.minusSeconds(20))
                        .update()
                        .then());
    }

    private void forget() {
        runs(database.sql("DELETE FROM chain_report").update().then());
    }

    private boolean isReported() {
        var found = new boolean[1];
        runs(reports.all().doOnNext(it -> found[0] = it.report() != null).then());
        return found[0];
    }

    private static void runs(Mono<Void> work) {
        work.as(StepVerifier::create).verifyComplete();
    }

    private static ChainReport report(NodeReport... nodes) {
        return new ChainReport(
                100, 98, -1, MADE, 2_000L, TagFinding.GOOD, TagFinding.NOT_SERVED, List.of(nodes));
    }

    private static NodeReport node(String name, NodeState state, boolean disagrees) {
        return new NodeReport(
                name,
                "operator",
                state,
                "",
                new NamedBlock(97, "0xab", MADE),
                null,
                null,
                3,
                6L,
                0L,
                "anvil",
                List.of("debug_traceBlockByHash"),
                disagrees,
                MADE);
    }
}
