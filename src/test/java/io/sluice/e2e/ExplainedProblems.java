package io.sluice.e2e;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds problems that are answered against what the pages about them say. */
final class ExplainedProblems {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, JsonNode> all;

    ExplainedProblems() throws IOException {
        var entries = JSON.readTree(new ClassPathResource("problems.json").getContentAsByteArray());
        all =
                entries.valueStream()
                        .collect(toMap(it -> it.get("code").asString(), Function.identity()));
    }

    /** What is wrong, if anything; a HEAD request is answered without a body. */
    Optional<String> complaint(int status, String body) {
        if (status < 400 || body.isEmpty()) {
            return Optional.empty();
        }
        var problem = JSON.readTree(body);
        var known = all.get(problem.path("code").asString(""));
        if (known == null) {
            return Optional.of("is explained nowhere");
        }
        var expected = known.get("status").asString();
        return expected.equals("4xx")
                        || (expected.equals(Integer.toString(status))
                                && known.get("retryable").equals(problem.get("retryable")))
                ? Optional.empty()
                : Optional.of("is explained as " + known);
    }
}
