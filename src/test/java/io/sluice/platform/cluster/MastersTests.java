package io.sluice.platform.cluster;

import static io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag.REPLICA;
import static io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MastersTests {

    static final RedisURI ONE = RedisURI.create("redis://127.0.0.1:1");
    static final RedisURI TWO = RedisURI.create("redis://127.0.0.1:2");
    static final RedisURI THREE = RedisURI.create("redis://127.0.0.1:3");

    @Test
    void knowsWhoServesAChannel() {
        var masters = masters(node(ONE, UPSTREAM, 0, 16_000), node(TWO, UPSTREAM, 16_000, 16_384));

        assertThat(masters.of("foo")).contains(ONE);
        assertThat(masters.of("sluice:{foo}:bar")).contains(ONE);
        assertThat(masters.of("123456789")).contains(ONE);
        assertThat(masters.all()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void countsNeitherReplicasNorWhoServesNothing() {
        var masters =
                masters(
                        node(ONE, UPSTREAM, 0, 10),
                        node(TWO, REPLICA, 0, 10),
                        node(THREE, UPSTREAM, 0, 0));

        assertThat(masters.all()).containsExactly(ONE);
        assertThat(masters.of("foo")).isEmpty();
        assertThat(Masters.unknown().channelOfEach("canary")).containsExactly("canary");
    }

    @Test
    void namesAChannelOfEachMasterBeItWithOneSlotOnly() {
        var masters =
                masters(
                        node(ONE, UPSTREAM, 0, 8_000),
                        node(TWO, UPSTREAM, 8_000, 8_001),
                        node(THREE, UPSTREAM, 8_001, 16_384));

        var channels = masters.channelOfEach("canary");

        assertThat(channels).hasSize(3).allMatch(it -> it.startsWith("canary:"));
        assertThat(channels.stream().map(it -> masters.of(it).orElseThrow()))
                .containsExactlyInAnyOrder(ONE, TWO, THREE);
    }

    @Test
    void countsNobodyOfWhomAnotherClaimsAllTheSlots() {
        var masters = masters(node(ONE, UPSTREAM, 0, 10), node(TWO, UPSTREAM, 0, 20));

        assertThat(masters.all()).containsExactly(TWO);
        assertThat(masters.channelOfEach("canary")).hasSize(1);
    }

    static Masters masters(RedisClusterNode... nodes) {
        var partitions = new Partitions();
        partitions.addAll(List.of(nodes));
        return Masters.of(partitions);
    }

    static RedisClusterNode node(RedisURI uri, NodeFlag role, int from, int end) {
        var slots = IntStream.range(from, end).boxed().toList();
        return new RedisClusterNode(
                uri, "" + uri.getPort(), true, "-", 0, 0, 0, slots, Set.of(role));
    }
}
