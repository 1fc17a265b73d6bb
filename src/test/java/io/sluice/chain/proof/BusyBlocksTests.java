package io.sluice.chain.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a benchmark verifies must be worth verifying. */
class BusyBlocksTests {

    private static final String TOKEN = "0x5fbdb2315678afecb367f032d93f642f64180aa3";

    private final List<BusyBlocks.Block> blocks = new BusyBlocks(TOKEN, List.of(TOKEN)).to(1);

    @Test
    void areProvenWithAllTheirSenders() {
        var block = blocks.getLast();
        var told = Told.block(JsonMapper.shared().readTree(block.whole()));
        var receipts = Told.receipts(JsonMapper.shared().readTree(block.receipts()));
        var proof = new BlockProof(block.hash());

        proof.contents(told, receipts);
        proof.senders(requireNonNull(told.transactions()));

        assertThat(told.transactions()).hasSize(BusyBlocks.TRANSACTIONS);
        assertThat(told.parentHash()).isEqualTo(blocks.getFirst().hash());
    }

    @Test
    void areNotProvenWithTheReceiptsOfOthers() {
        var block = blocks.getLast();
        var told = Told.block(JsonMapper.shared().readTree(block.whole()));
        var others = Told.receipts(JsonMapper.shared().readTree(blocks.getFirst().receipts()));
        var proof = new BlockProof(block.hash());

        assertThatThrownBy(() -> proof.contents(told, others)).isInstanceOf(ProofFailure.class);
    }
}
