package io.sluice.chain.nodes;

import io.sluice.money.ChainId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What this replica hears of the chains it watches: none of those that others watch. */
@Component
public final class HeadBoard {

    private final Map<ChainId, Supplier<ChainReport>> shown = new ConcurrentHashMap<>();

    /** Replaces what is shown of {@code chain}; the report is made when somebody looks. */
    public void show(ChainId chain, Supplier<ChainReport> report) {
        shown.put(chain, report);
    }

    /** Nothing is heard of {@code chain} here any more. */
    public void clear(ChainId chain) {
        shown.remove(chain);
    }

    public Optional<ChainReport> look(ChainId chain) {
        return Optional.ofNullable(shown.get(chain)).map(Supplier::get);
    }
}
