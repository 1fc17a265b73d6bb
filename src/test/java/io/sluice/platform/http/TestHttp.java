package io.sluice.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.reactive.result.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.WebFilter;

/**
 * Serves one controller as the gateway would, without a port: the same JSON, the same problems. The
 * caller is whoever the test says.
 */
public final class TestHttp {

    private TestHttp() {}

    public static WebTestClient serving(
            Object controller, Object caller, ProblemSource... problems) {
        var context = new AnnotationConfigApplicationContext();
        context.register(configuration());
        context.register(Principals.class);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean("controller", Object.class, () -> controller);
        context.registerBean("caller", WebFilter.class, () -> authenticated(caller));
        for (var at = 0; at < problems.length; at++) {
            var source = problems[at];
            context.registerBean("problems" + at, ProblemSource.class, () -> source);
        }
        context.refresh();
        return WebTestClient.bindToApplicationContext(context).build();
    }

    /** What makes requests and answers the gateway's, for a context with more in it. */
    public static Class<?>[] configuration() {
        return new Class<?>[] {Framework.class, HttpConfiguration.class};
    }

    private static WebFilter authenticated(Object caller) {
        var authentication = new TestingAuthenticationToken(caller, null, List.of());
        return (exchange, chain) ->
                chain.filter(exchange)
                        .contextWrite(
                                ReactiveSecurityContextHolder.withAuthentication(authentication));
    }

    @EnableWebFlux
    private static final class Framework {}

    private static final class Principals implements WebFluxConfigurer {
        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
            configurer.addCustomResolver(
                    new AuthenticationPrincipalArgumentResolver(
                            ReactiveAdapterRegistry.getSharedInstance()));
        }
    }
}
