package io.sluice.chain;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Is told what the watcher writes, in the same unit. Implemented by whoever is paid. */
public interface TransferListener {

    /**
     * The cursor or a tag of a chain moved. Runs in the unit that moves it: set-based and cheap, no
     * derivation and no remote call.
     *
     * @param touched deposit addresses whose transfers changed with it
     */
    Mono<Void> moved(ChainView view, Collection<String> touched);

    /**
     * What single nodes say is on its way to {@code addresses} changed. Runs in the unit that notes
     * it, under the same rules.
     */
    default Mono<Void> noticed(String family, Collection<String> addresses) {
        return Mono.empty();
    }
}
