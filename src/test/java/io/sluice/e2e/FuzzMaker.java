package io.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.e2e.FuzzRequest.Pair;
import io.sluice.openapi.ApiDocument;
import io.sluice.openapi.ApiOperation;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Makes requests up: about one in five is right, the others are wrong in one place or in two. */
final class FuzzMaker {

    private static final List<String> TYPES =
            List.of(
                    "text/plain",
                    "nonsense",
                    "application/json;charset=utf-16",
                    "application/*",
                    "application/xml",
                    "application/json;charset=utf-8");
    private static final List<String> ACCEPTED =
            List.of("image/png", "nonsense", "application/json;q=0", "text/html, */*;q=0.1");

    private final List<ApiOperation> operations;
    private final Random random;
    private final LikelyValues likely;
    private final OddValues odd;
    private final Map<String, List<String>> known;

    /**
     * Makes the same ones for the same random numbers.
     *
     * @param known ids and the like that exist; {@code Authorization} of callers, and {@code
     *     stranger} of those that may nothing here
     */
    FuzzMaker(ApiDocument document, Random random, Map<String, List<String>> known) {
        this.operations = document.operations();
        this.random = random;
        this.likely = new LikelyValues(document, random, known);
        this.odd = new OddValues(random);
        this.known = known;
    }

    FuzzRequest next() {
        var request = right(odd.any(operations));
        for (var faults = Math.min(2, random.nextInt(5)); faults > 0; faults--) {
            spoil(request);
        }
        return request;
    }

    private FuzzRequest right(ApiOperation operation) {
        var request = new FuzzRequest(operation);
        request.id = odd.any(known(operation.path().contains("quotes") ? "quote" : "id"));
        request.merchant = odd.any(known("{merchant}"));
        request.headers.add(Pair.of("Authorization", odd.any(known("Authorization"))));
        for (var it : operation.parameters()) {
            if (it.path("required").asBoolean() || random.nextInt(3) == 0) {
                add(request, it);
            }
        }
        operation
                .body()
                .ifPresent(it -> {
                    request.headers.add(Pair.of("Content-Type", "application/json"));
                    request.body = likely.of("body", it).toString().getBytes(UTF_8);
                });
        return request;
    }

    private void add(FuzzRequest request, JsonNode parameter) {
        var name = parameter.path("name").asString();
        var pair = Pair.of(name, likely.text(name, parameter.path("schema")));
        switch (parameter.path("in").asString()) {
            case "header" -> request.headers.add(pair);
            case "query" -> request.query.add(pair);
            default -> {}
        }
    }

    private void spoil(FuzzRequest request) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> spoilBody(request);
            case 4, 5 -> spoilQuery(request);
            case 6 -> request.id = oddId();
            case 7 -> spoilHeader(request);
            case 8 -> replace(request, "Authorization", odd.any(known("stranger")));
            default -> replace(request, "Accept", odd.any(ACCEPTED));
        }
    }

    private void spoilBody(FuzzRequest request) {
        var schema = request.operation.body();
        request.body =
                schema.isPresent()
                        ? odd.body(likely.of("body", schema.get()))
                        : odd.text().getBytes(UTF_8);
        if (random.nextInt(8) == 0) {
            replace(request, "Content-Type", odd.any(TYPES));
        }
    }

    private void spoilQuery(FuzzRequest request) {
        var names =
                request.operation.parameters().stream()
                        .filter(it -> it.path("in").asString().equals("query"))
                        .map(it -> it.path("name").asString())
                        .toList();
        var name = names.isEmpty() || random.nextInt(6) == 0 ? "surplus" : odd.any(names);
        if (random.nextInt(4) > 0) {
            request.query.removeIf(it -> it.name().equals(name));
        }
        request.query.add(
                random.nextInt(3) == 0
                        ? new Pair(
                                name,
                                odd.any(List.of("%00", "%ff", "%c3", "%ed%a0%80", "a&a")),
                                true)
                        : Pair.of(name, odd.text()));
    }

    private String oddId() {
        return switch (random.nextInt(4)) {
            case 0 -> odd.any(List.of("%00", "%ff", "a%2fb", "..", "a;b", "%2e%2e", "a%5cb"));
            case 1 -> odd.any(known("id")) + "x";
            case 2 -> FuzzRequest.encoded(odd.text());
            default -> odd.any(known("foreign"));
        };
    }

    private void spoilHeader(FuzzRequest request) {
        var names =
                request.operation.parameters().stream()
                        .filter(it -> it.path("in").asString().equals("header"))
                        .map(it -> it.path("name").asString())
                        .toList();
        if (names.isEmpty()) {
            replace(request, "Content-Type", odd.any(TYPES));
        } else if (random.nextInt(3) == 0) {
            request.headers.removeIf(it -> it.name().equals(odd.any(names)));
        } else {
            replace(request, odd.any(names), odd.text().replaceAll("[^ -~]", "\u00ff"));
        }
    }

    private static void replace(FuzzRequest request, String name, String value) {
        request.headers.removeIf(it -> it.name().equals(name));
        request.headers.add(Pair.of(name, value));
    }

    private List<String> known(String name) {
        return known.getOrDefault(name, List.of(""));
    }
}
