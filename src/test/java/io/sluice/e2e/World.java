package io.sluice.e2e;

import io.sluice.GatewayApplication;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.Sandbox;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.server.WebFilter;

/**
 * An outside world with a gateway in it. Tests that leave it as they found it share one; each
 * brings its own merchant.
 */
final class World implements AutoCloseable {

    private static final AtomicInteger MERCHANTS = new AtomicInteger();

    private final Sandbox sandbox;
    private final URI gateway;
    private final URI management;
    private final List<String> filters;
    private final Runnable stop;

    private World(
            Sandbox sandbox, URI gateway, URI management, List<String> filters, Runnable stop) {
        this.sandbox = sandbox;
        this.gateway = gateway;
        this.management = management;
        this.filters = filters;
        this.stop = stop;
    }

    /** A world with a gateway in this process. */
    static World start() {
        var sandbox = Sandbox.start(Sandbox.Options.manual());
        var properties = sandbox.properties();
        var context = run(sandbox, properties);
        var url = URI.create(properties.getOrDefault("sluice.public-url", ""));
        var port = properties.getOrDefault("management.server.port", "");
        var management = URI.create("http://127.0.0.1:" + port + "/actuator/");
        var filters = context.getBeanProvider(WebFilter.class).orderedStream();
        var names = filters.map(it -> it.getClass().getSimpleName()).toList();
        return new World(sandbox, url, management, names, context::close);
    }

    /** A world with a gateway that somebody else started, and stops. */
    static World with(Sandbox sandbox, URI gateway) {
        return new World(sandbox, gateway, gateway, List.of(), () -> {});
    }

    Sandbox sandbox() {
        return sandbox;
    }

    URI gateway() {
        return gateway;
    }

    /** What a request comes through, in this order. Of a gateway in this process only. */
    List<String> filters() {
        return filters;
    }

    /** An answer of the management port. */
    Reply managed(String method, String path, String body) {
        return Http.send(method, management.resolve(path), body, Map.of());
    }

    /** Gives all nodes that were caught lying their say back. */
    void pardonNodes() {
        var held = managed("GET", "nodes", "").expect(200).json().path("quarantines");
        for (var it : held.valueStream().filter(it -> it.path("lifted_at").isNull()).toList()) {
            var place = it.path("chain").asString() + "/" + it.path("node").asString();
            var _ = managed("POST", "nodes/" + place, "{\"because\":\"a test\"}").expect(200);
        }
    }

    /** A merchant nobody knew before, with a wallet of their own. */
    Partner newPartner() {
        var number = MERCHANTS.incrementAndGet();
        var partner = partner("merchant-" + number);
        partner.registerWallet(number);
        return partner;
    }

    /** A merchant with every right, and nothing else yet. */
    Partner partner(String merchant) {
        return new Partner(gateway, sandbox.token(), sandbox.issuer().token(merchant).serialized());
    }

    /** Has the payer send units, and mines the block they are in. */
    void pay(Payment payment, long units) {
        send(payment, units);
        sandbox.chain().mine(1);
    }

    /** Has the payer send units, which are in the next block. */
    void send(Payment payment, long units) {
        var _ =
                sandbox.payer()
                        .sendToken(sandbox.token(), payment.address(), BigInteger.valueOf(units));
    }

    /** Waits until it holds. */
    void eventually(BooleanSupplier condition) {
        Eventually.holds(Duration.ofSeconds(15), condition);
    }

    /** Mines until whatever is in the chain cannot go away. */
    void makeFinal() {
        sandbox.chain().mine(6);
    }

    /** Has what is issued from now on ask for no more than is configured. */
    Reply forgetReorgs() {
        var chain = sandbox.chains().getFirst().caip2();
        return managed("POST", "chainreorgs", "{\"chain\": \"%s\"}".formatted(chain));
    }

    @Override
    public void close() {
        stop.run();
        sandbox.close();
    }

    private static ConfigurableApplicationContext run(
            Sandbox sandbox, Map<String, String> properties) {
        try {
            return run(properties);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext run(Map<String, String> properties) {
        var gateway = new SpringApplication(GatewayApplication.class);
        gateway.setRegisterShutdownHook(false);
        gateway.addInitializers(context ->
                context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests()));
        var all = new LinkedHashMap<>(properties);
        all.put("spring.config.location", "optional:classpath:/none.yaml");
        // Others in this process use the same event loops.
        all.put("spring.reactor.netty.shutdown-quiet-period", "2s");
        return gateway.run(
                all.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
    }
}
