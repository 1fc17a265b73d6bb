package io.sluice.chain.family;

import io.sluice.chain.ChainFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of chains this gateway knows. */
@Component
public final class Families {

    private final Map<String, ChainFamily> byNamespace;

    public Families(List<ChainFamily> families) {
        byNamespace =
                families.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ChainFamily::namespace, Function.identity()));
    }

    /**
     * The family with this CAIP-2 namespace.
     *
     * @throws ChainFailure.UnknownFamily when there is none
     */
    public ChainFamily require(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace))
                .orElseThrow(() -> new ChainFailure.UnknownFamily());
    }
}
