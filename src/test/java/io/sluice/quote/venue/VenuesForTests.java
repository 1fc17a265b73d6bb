package io.sluice.quote.venue;

import io.sluice.chain.ContractCalls;
import java.time.InstantSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Every dialect that the gateway finds, for tests of other packages too. */
public final class VenuesForTests {

    private VenuesForTests() {}

    public static Venues venues(WebClient.Builder http, InstantSource clock) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(WebClient.Builder.class, () -> http);
            context.registerBean(InstantSource.class, () -> clock);
            context.registerBean(ContractCalls.class, () -> new FakeContracts(_ -> Mono.empty()));
            context.scan(Venues.class.getPackageName());
            context.refresh();
            return context.getBean(Venues.class);
        }
    }
}
