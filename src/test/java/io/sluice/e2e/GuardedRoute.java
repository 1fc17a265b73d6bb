package io.sluice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A route of the API document and who may call it. That the document says what the controllers say
 * is tested elsewhere.
 *
 * @param scope what a partner's token needs
 * @param opens what else opens it: {@code payer}, {@code ticket}
 */
record GuardedRoute(String method, String path, String scope, Set<String> opens) {

    static List<GuardedRoute> all() {
        return documented().filter(GuardedRoute::isGuarded).toList();
    }

    /** The routes of the document that ask nobody who is calling. */
    static List<String> unguarded() {
        return documented().filter(it -> !it.isGuarded()).map(GuardedRoute::toString).toList();
    }

    private static Stream<GuardedRoute> documented() {
        try (var document = new ClassPathResource("openapi.json").getInputStream()) {
            return JsonMapper.shared()
                    .readTree(document)
                    .path("paths")
                    .propertyStream()
                    .flatMap(path ->
                            path.getValue()
                                    .propertyStream()
                                    .map(operation ->
                                            route(
                                                    operation.getKey(),
                                                    path.getKey(),
                                                    operation.getValue().path("security"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GuardedRoute route(String method, String path, JsonNode security) {
        var opens =
                security.valueStream()
                        .flatMap(it -> it.propertyNames().stream())
                        .filter(it -> !it.equals("partner"))
                        .collect(Collectors.toUnmodifiableSet());
        var scope = security.at("/0/partner/0").asString();
        return new GuardedRoute(method.toUpperCase(Locale.ROOT), path, scope, opens);
    }

    private boolean isGuarded() {
        return !scope.isEmpty();
    }

    /** Of one merchant's: an operator's routes are for things of any. */
    boolean isOfOneThing() {
        return path.contains("{id}") && !isProvisioning();
    }

    boolean isProvisioning() {
        return path.contains("{merchant}");
    }

    boolean isOfAWallet() {
        return path.startsWith("/v1/merchant/wallets/{id}");
    }

    boolean isOfAPayment() {
        return path.startsWith("/v1/payments/{id}");
    }

    boolean opensToPayers() {
        return opens.contains("payer");
    }

    String path(String id) {
        return path.replace("{id}", id).replace("{merchant}", "provisioned");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
