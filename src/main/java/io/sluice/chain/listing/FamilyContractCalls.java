package io.sluice.chain.listing;

import io.sluice.chain.Chains;
import io.sluice.chain.ContractCalls;
import io.sluice.chain.family.Families;
import io.sluice.chain.network.ChainProperties;
import io.sluice.money.ChainId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Leaves it to the family of the chain to ask its contracts. */
@Component
final class FamilyContractCalls implements ContractCalls {

    private final Chains chains;
    private final ChainProperties properties;
    private final Families families;

    FamilyContractCalls(Chains chains, ChainProperties properties, Families families) {
        this.chains = chains;
        this.properties = properties;
        this.families = families;
    }

    @Override
    public boolean reach(ChainId chain) {
        return properties.family(chain.family()).contains(chain);
    }

    @Override
    public Mono<String> call(ChainId chain, String contract, String data) {
        return Mono.fromCallable(() -> properties.require(chain))
                .flatMap(network ->
                        chains.view(chain)
                                .flatMap(view ->
                                        families.require(chain.family())
                                                .call(network, contract, data, view.hash())));
    }
}
