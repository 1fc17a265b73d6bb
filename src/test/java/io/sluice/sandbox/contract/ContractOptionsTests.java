package io.sluice.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractOptionsTests {

    static final Promise QUICK = Promise.quick("rule 1", "a snapshot comes first", _ -> "");
    static final Promise SLOW = Promise.slow("rule 2", "Redis may go away", _ -> "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--url http://a | --url needs a --token-command beside it",
                "--token-command x | --url needs a --token-command beside it",
                "--url | --url needs a value",
                "--nope | unknown option --nope"
            })
    void saysWhatIsWrongWithThem(String words, String why) {
        assertThatThrownBy(() -> ContractOptions.of(words.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void looksAtWhatWasAskedFor() {
        var all = ContractOptions.of("--url", "http://a", "--token-command", "x").wanted();
        var quick =
                ContractOptions.of("--quick", "--url", "http://a", "--token-command", "x").wanted();
        var redis =
                ContractOptions.of("--only", "Redis", "--url", "a", "--token-command", "x")
                        .wanted();

        assertThat(all.test(QUICK)).isTrue();
        assertThat(all.test(SLOW)).isTrue();
        assertThat(quick.test(QUICK)).isTrue();
        assertThat(quick.test(SLOW)).isFalse();
        assertThat(redis.test(QUICK)).isFalse();
        assertThat(redis.test(SLOW)).isTrue();
    }

    @Test
    void makesTokensOfAnyMerchantAndLifeWhereTheCommandCan() {
        var any = new CommandTokens("echo {merchant} {seconds}", "shop");
        var one = new CommandTokens("echo always", "shop");

        assertThat(any.token()).isEqualTo("shop 1800");
        assertThat(any.token(Duration.ofSeconds(6))).hasValue("shop 6");
        assertThat(any.stranger()).hasValue("shop-stranger 1800");
        assertThat(one.token()).isEqualTo("always");
        assertThat(one.token(Duration.ofSeconds(6))).isEmpty();
        assertThat(one.stranger()).isEmpty();
    }
}
