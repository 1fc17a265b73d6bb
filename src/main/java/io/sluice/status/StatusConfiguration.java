package io.sluice.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.payment.Journal;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.Payments;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.keys.Secrets;
import io.sluice.platform.sse.OpenStreams;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the streams. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    StreamAccess streamAccess(PaymentAccess payments, Tickets tickets) {
        return new StreamAccess(payments, tickets);
    }

    @Bean
    TicketOffice ticketOffice(
            StreamAccess access,
            Tickets tickets,
            Secrets secrets,
            @Value("${sluice.public-url}") String publicUrl) {
        return new TicketOffice(access, tickets, secrets, publicUrl);
    }

    @Bean
    Takeovers takeovers(Tickets tickets, Bus bus) {
        return new Takeovers(tickets, new TicketStreams(), bus);
    }

    @Bean
    StatusProblems statusProblems() {
        return new StatusProblems();
    }

    @Bean
    FollowMeters followMeters(MeterRegistry meters, InstantSource clock) {
        return new FollowMeters(meters, clock);
    }

    @Bean
    Topics topics(Journal journal, FollowMeters meters) {
        return new Topics(journal, meters);
    }

    @Bean
    MerchantFeeds merchantFeeds(Journal journal, FollowMeters meters) {
        return new MerchantFeeds(journal, meters);
    }

    @Bean
    Follower follower(
            Journal journal,
            Topics topics,
            MerchantFeeds feeds,
            StreamProperties properties,
            OpenStreams open) {
        return new Follower(
                journal, topics, feeds, properties.sweep(), System::nanoTime, open::restored);
    }

    @Bean
    Streams streams(
            StreamAccess access,
            Topics topics,
            Follower follower,
            OpenStreams open,
            Takeovers takeovers) {
        return new Streams(access, topics, follower, open, takeovers);
    }

    @Bean
    Firehose firehose(MerchantFeeds feeds, OpenStreams open) {
        return new Firehose(feeds, open);
    }

    @Bean
    StreamFeed streamFeed(
            Follower follower,
            Takeovers takeovers,
            Payments payments,
            Topics topics,
            StreamProperties properties,
            Roles roles) {
        var depths = new Depths(payments, topics, properties.progress());
        return new StreamFeed(follower, depths, takeovers, roles);
    }

    /** Its name in the readiness group is {@code edge}. */
    @Bean
    EdgeHealth edgeHealthIndicator(Roles roles) {
        return new EdgeHealth(roles);
    }
}
