package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisServersTests {

    @Test
    void takesOneServerForTheOnlyOneUnlessToldOtherwise() {
        var one = RedisServers.of("rediss://user:secret@redis.test:6380/2", false);
        var some = RedisServers.of("rediss://user:secret@redis.test:6380", true);

        assertThat(one.cluster()).isFalse();
        assertThat(one.uris()).hasSize(1);
        assertThat(one.uris().getFirst().getDatabase()).isEqualTo(2);
        assertThat(some.cluster()).isTrue();
        assertThat(some.uris()).hasSize(1);
    }

    @Test
    void takesSeveralServersForSomeOfAClusterThatTakeTheSamePassword() {
        var some = RedisServers.of("rediss://user:secret@a.test:7001,b.test:7002", false);

        assertThat(some.cluster()).isTrue();
        assertThat(some.uris())
                .extracting(it -> it.getHost() + ":" + it.getPort())
                .containsExactly("a.test:7001", "b.test:7002");
        assertThat(some.uris())
                .allSatisfy(it -> {
                    assertThat(it.isSsl()).isTrue();
                    assertThat(it.getCredentialsProvider().resolveCredentials().block())
                            .matches(said -> "user".equals(said.getUsername()))
                            .matches(said -> "secret".equals(String.valueOf(said.getPassword())));
                });
    }

    @Test
    void takesACommaInThePasswordForNoMoreThanThat() {
        var one = RedisServers.of("redis://:pa,ss@redis.test:6379", false);

        assertThat(one.cluster()).isFalse();
        assertThat(one.uris()).hasSize(1);
        assertThat(one.uris().getFirst().getHost()).isEqualTo("redis.test");
        assertThat(one.uris().getFirst().getCredentialsProvider().resolveCredentials().block())
                .matches(said -> "pa,ss".equals(String.valueOf(said.getPassword())));
    }

    @Test
    void refusesToStartWithoutAny() {
        assertThatThrownBy(() -> RedisServers.of(" ", false)).hasMessageContaining("redis.url");
        assertThatThrownBy(() -> RedisServers.of(null, false)).hasMessageContaining("redis.url");
    }
}
