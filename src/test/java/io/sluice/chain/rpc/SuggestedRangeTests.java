package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestedRangeTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up to 10K logs. This block range should work: [0x0, 0x133e71] | 1261170",
                "more than 10000 results. Try with this block range [0xCB3D, 0x7B737]. | 453627",
                "too wide blocks range, the limit is 100 | 100",
                "requested too many blocks from 0 to 16777216, maximum is set to 2048 | 2048",
                "Max range: 800 | 800",
                "Maximum allowed number of requested blocks is 1000 | 1000",
                "exceeds the range allowed for your plan (5001 > 5000) | 5000",
                "eth_getLogs range is too large, max is 10k blocks | 10000",
                "up to a 10 block range | 10"
            })
    void readsHowManyBlocksTheNodeWouldTake(String words, long blocks) {
        assertThat(SuggestedRange.in(words)).hasValue(blocks);
    }

    @Test
    void readsNothingWhereNothingIsSaid() {
        assertThat(SuggestedRange.in("block range is too wide")).isEmpty();
        assertThat(SuggestedRange.in("range [0x9, 0x1] is upside down")).isEmpty();
    }
}
