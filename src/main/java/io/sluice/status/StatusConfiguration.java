package io.sluice.status;

import io.sluice.payment.Journal;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.Payments;
import io.sluice.platform.cluster.Roles;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the streams. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    StreamAccess streamAccess(PaymentAccess payments) {
        return new StreamAccess(payments);
    }

    @Bean
    StatusProblems statusProblems() {
        return new StatusProblems();
    }

    @Bean
    Topics topics(Journal journal) {
        return new Topics(journal);
    }

    @Bean
    Follower follower(Journal journal, Topics topics, StreamProperties properties) {
        return new Follower(journal, topics, properties.sweep());
    }

    @Bean
    Streams streams(
            StreamAccess access,
            Topics topics,
            Follower follower,
            StreamProperties properties,
            Roles roles,
            InstantSource clock) {
        return new Streams(
                access,
                topics,
                follower,
                properties,
                roles,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    StreamLifecycle streamLifecycle(
            Follower follower,
            Payments payments,
            Topics topics,
            Streams streams,
            StreamProperties properties,
            Roles roles) {
        var depths = new Depths(payments, topics, properties.progress());
        return new StreamLifecycle(follower, depths, streams, roles);
    }

    /** Its name in the readiness group is {@code edge}. */
    @Bean
    EdgeHealth edgeHealthIndicator(Roles roles) {
        return new EdgeHealth(roles);
    }
}
