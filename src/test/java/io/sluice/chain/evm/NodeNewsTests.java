package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.NodeHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Levels of this network rely on both tags. */
class NodeNewsTests {

    private final LogLines log = LogLines.of(NodeNews.class);
    private final NodeNews news = new NodeNews(Networks.unasked().require(Networks.SANDBOX));

    private Picture picture = Picture.blank(Words.TERMS);

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void tellsEachChangeOnceAlsoWhereTheWordOfAnotherBroughtIt() {
        hear(Words.honest("a", 100, 0));
        hear(Words.honest("b", 100, 0));
        hear(Words.honest("a", 101, 1));

        // a is verified, b speaks for it: both are alive.
        assertThat(log.levels()).containsExactly(Level.INFO, Level.INFO, Level.INFO);
    }

    @Test
    void warnsOnceAboutATagThatLevelsRelyOnAndNobodyServes() {
        hear(Words.tagged("a", 100, 98, -1, 0));
        hear(Words.tagged("b", 100, 98, -1, 0));
        assertThat(log.levels()).doesNotContain(Level.WARN);

        hear(Words.tagged("c", 100, 98, -1, 0));
        hear(Words.tagged("a", 101, 99, -1, 1));

        assertThat(log.levels()).containsOnlyOnce(Level.WARN);
    }

    private void hear(Standing word) {
        var before = picture;
        picture = picture.with(word, NodeHealth.WELL);
        news.tell(before, picture);
    }
}
