package io.sluice.platform.rate;

import static java.time.Duration.ofSeconds;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.SharedBucketsForTests;
import io.sluice.platform.http.TestHttp;
import io.sluice.platform.sse.DoorForTests;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.platform.sse.StreamPace;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.test.context.support.TestPropertySourceUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/** The gateway's way with those who ask often, without a port and without Redis. */
public final class RatedGatewayForTests implements AutoCloseable {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final HttpHandler http;

    private RatedGatewayForTests(Function<Rates, WebFilter> more, String... properties) {
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, properties);
        context.register(TestHttp.configuration());
        registerRates(context);
        context.registerBean(Routes.class, () -> new Routes());
        context.registerBean(
                "more", WebFilter.class, () -> more.apply(context.getBean(Rates.class)));
        context.refresh();
        http = WebHttpHandlerBuilder.applicationContext(context).build();
    }

    /** With these settings, and with one filter more. */
    public static RatedGatewayForTests with(Function<Rates, WebFilter> more, String... properties) {
        return new RatedGatewayForTests(more, properties);
    }

    /** What a context needs to have rates. */
    public static void registerRates(GenericApplicationContext context) {
        registerOnlyRates(context);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(OpenStreams.class, RatedGatewayForTests::streams);
    }

    /** The same for one that has meters and streams. */
    public static void registerOnlyRates(GenericApplicationContext context) {
        var buckets = new RootBeanDefinition();
        buckets.setTargetType(
                ResolvableType.forClassWithGenerics(AsyncProxyManager.class, String.class));
        buckets.setInstanceSupplier(SharedBucketsForTests::unreachable);
        context.registerBeanDefinition("sharedBuckets", buckets);
        context.registerBean(RateConfiguration.class);
    }

    public MockServerHttpResponse answer(
            MockServerHttpRequest.BaseBuilder<?> request, String from) {
        var response = new MockServerHttpResponse();
        http.handle(request.remoteAddress(new InetSocketAddress(from, 4711)).build(), response)
                .block(ofSeconds(5));
        return response;
    }

    /** None was set for what went well. */
    public static int status(MockServerHttpResponse answer) {
        var status = answer.getStatusCode();
        return status == null ? 200 : status.value();
    }

    public double refused(String kind) {
        return context.getBean(MeterRegistry.class)
                .get("sluice.http.rate.refused")
                .tag("kind", kind)
                .counter()
                .count();
    }

    @Override
    public void close() {
        context.close();
    }

    private static OpenStreams streams() {
        return new OpenStreams(
                new StreamPace(ofSeconds(15), ofSeconds(1), ofSeconds(4), ofSeconds(3)),
                DoorForTests.wide(),
                new Roles(Set.of(Roles.Role.EDGE)),
                InstantSource.system(),
                () -> 0.5,
                new SimpleMeterRegistry());
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @GetMapping({"/things", "/things/stream"})
        Mono<String> things() {
            return Mono.just("here");
        }
    }
}
