package io.sluice.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.sluice.merchant.Caller;
import io.sluice.payment.FakeBus;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentId;
import io.sluice.payment.Payments;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.keys.Secret;
import io.sluice.platform.keys.Secrets;
import io.sluice.platform.sse.StreamConfiguration;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The streams alone on a real port, over a journal in memory; who asks for a payment is its payer,
 * and who asks for all is the merchant.
 */
@ImportAutoConfiguration({
    NettyReactiveWebServerAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
@EnableConfigurationProperties({Roles.class, StreamProperties.class})
@Import({
    StatusConfiguration.class,
    StreamConfiguration.class,
    StreamController.class,
    EventsController.class,
    FirehoseController.class
})
class StreamServer {

    /** A server that tells streams by this route. */
    static ConfigurableApplicationContext start(String route, String... properties) {
        return new SpringApplicationBuilder(StreamServer.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "spring.config.location=optional:classpath:/none.yaml",
                        "sluice.public-url=http://127.0.0.1",
                        "sluice.stream.route=" + route,
                        "sluice.stream.limits.topic=100000",
                        "sluice.stream.limits.client=100000",
                        "sluice.stream.limits.total=100000",
                        "sluice.stream.limits.connects=100000",
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    static URI stream(ConfigurableApplicationContext server, PaymentId payment) {
        return url(server, "/v1/payments/%s/stream".formatted(payment));
    }

    static URI firehose(ConfigurableApplicationContext server) {
        return url(server, "/v1/stream");
    }

    private static URI url(ConfigurableApplicationContext server, String path) {
        var port = server.getEnvironment().getProperty("local.server.port");
        return URI.create("http://127.0.0.1:%s%s".formatted(port, path));
    }

    /** The connections' channels, for what they keep. */
    @Bean
    Channels channels() {
        return new Channels(ConcurrentHashMap.newKeySet());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "test.channels", matchIfMissing = true)
    NettyServerCustomizer keepingChannels(Channels channels) {
        return server -> server.doOnConnection(it -> channels.all().add(it.channel()));
    }

    @Bean
    FakeJournal journal() {
        return new FakeJournal();
    }

    @Bean
    PaymentAccess paymentAccess() {
        return (_, _) -> Mono.empty();
    }

    @Bean
    Payments payments() {
        return _ -> Mono.empty();
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    FakeTickets tickets() {
        return new FakeTickets();
    }

    @Bean
    FakeBus bus() {
        return new FakeBus();
    }

    @Bean
    Secrets secrets() {
        return prefix -> new Secret(prefix + "_secret");
    }

    @Bean
    InstantSource clock() {
        return InstantSource.fixed(Listening.NOON);
    }

    @Bean
    WebFluxConfigurer everyoneIsWhoTheyShouldBe() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new EveryoneIsWhoTheyShouldBe());
            }
        };
    }

    /** Every channel that was opened. */
    record Channels(Set<Channel> all) {

        /** What the server keeps for its clients beyond what the system took, by now. */
        long keptBytes() {
            return all.stream().mapToLong(Channels::keptBytes).sum();
        }

        private static long keptBytes(Channel channel) {
            return channel.eventLoop()
                    .submit(() -> {
                        var kept = channel.unsafe().outboundBuffer();
                        return kept == null ? 0 : kept.totalPendingWriteBytes();
                    })
                    .syncUninterruptibly()
                    .getNow();
        }
    }

    private static final class EveryoneIsWhoTheyShouldBe implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
            var path = exchange.getRequest().getPath().value();
            return Mono.just(
                    path.equals("/v1/stream")
                            ? Listening.PARTNER
                            : Listening.payer(path.split("/", -1)[3]));
        }
    }
}
