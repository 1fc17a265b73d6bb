package io.sluice.chain.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.chain.family.Holding;
import io.sluice.chain.watch.AuditPolicy.Judgement;
import io.sluice.money.ChainId;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is found in balances, and when they cannot be looked at. */
final class AuditAlarms {

    private static final Logger log = LoggerFactory.getLogger(AuditAlarms.class);

    private static final int REMEMBERED = 10_000;

    private final ChainId chain;
    private final Counter unexplained;
    private final Counter credited;
    private final Counter fallen;
    private final Counter moved;
    private final Counter late;
    private final Counter unknown;
    private final Set<Holding> saidFallen = new HashSet<>();
    private boolean saidUnknown;

    AuditAlarms(ChainId chain, MeterRegistry meters) {
        this.chain = chain;
        unexplained = counter("sluice.chain.unexplained.balance", meters);
        credited = counter("sluice.chain.credited.balance", meters);
        fallen = counter("sluice.chain.fallen.balance", meters);
        moved = counter("sluice.chain.moved.balance", meters);
        late = counter("sluice.chain.late.balance", meters);
        unknown = counter("sluice.chain.unknown.balance", meters);
    }

    /** Says what is the matter, if anything is. */
    void found(Holding holding, Judgement judgement) {
        switch (judgement) {
            case NOTHING, NEWS -> {}
            case BEGAN_LATE -> beganLate(holding);
            case FALLEN -> fallen(holding);
            case MOVED -> moved(holding);
            case UNEXPLAINED -> unexplained(holding);
            case COUNTS -> credited(holding);
        }
    }

    /** More is there than is known to have come, where every way to come is looked at. */
    private void unexplained(Holding holding) {
        unexplained.increment();
        log.error(
                "An address holds more than what is known to have reached it address={} asset={}",
                holding.address(),
                holding.asset().id());
    }

    /** More came in a way that nobody tells, and counts now. */
    private void credited(Holding holding) {
        credited.increment();
        log.info(
                "An address holds more than is explained, which is counted address={} asset={}",
                holding.address(),
                holding.asset().id());
    }

    /** Of a token that changes balances by itself there is less than came. */
    private void fallen(Holding holding) {
        if (saidFallen.size() >= REMEMBERED || !saidFallen.add(holding)) {
            return;
        }
        fallen.increment();
        log.warn(
                "An address holds less of a measured token than before: its owner moved it, or the"
                        + " token took it address={} asset={}",
                holding.address(),
                holding.asset().id());
    }

    /** Of a coin that may come untold there is less than came: who moves it on hides what came. */
    private void moved(Holding holding) {
        moved.increment();
        if (saidFallen.size() < REMEMBERED && saidFallen.add(holding)) {
            log.warn(
                    "An address was emptied before it was looked at: as much may have come untold"
                            + " address={} asset={}",
                    holding.address(),
                    holding.asset().id());
        }
    }

    /** Too few nodes still know the state of a final block. */
    void unknown(KnownBlock at, int holdings) {
        unknown.increment(holdings);
        if (!saidUnknown) {
            saidUnknown = true;
            log.warn(
                    "Too few nodes tell balances at a final block: they are not looked at there"
                            + " chain={} height={}",
                    chain,
                    at.height());
        }
    }

    /** They do again. */
    void known() {
        saidUnknown = false;
    }

    /** What an address held before it was given out cannot be told any more. */
    private void beganLate(Holding holding) {
        late.increment();
        log.error(
                "Nobody tells any more what an address held when it was given out: what it holds"
                        + " counts for nothing and more is looked for from now on address={}"
                        + " asset={}",
                holding.address(),
                holding.asset().id());
    }

    private Counter counter(String name, MeterRegistry meters) {
        return meters.counter(name, "chain", chain.value());
    }
}
