package io.sluice.platform.cluster;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How replicas share work; where Redis is, is said by {@code spring.data.redis.url}.
 *
 * @param lease how long a job stays with a replica that has gone silent
 * @param redisCluster whether the one server that the URL names is of a cluster; where it names
 *     several, they are
 */
@Validated
@ConfigurationProperties("sluice.cluster")
record ClusterProperties(
        @DurationMin(millis = 500) @DefaultValue("5s") Duration lease,
        @DefaultValue("false") boolean redisCluster) {}
