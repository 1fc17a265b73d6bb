package io.sluice.chain.rpc;

import static io.sluice.chain.rpc.RpcErrorClass.RATE_LIMIT;
import static io.sluice.chain.rpc.RpcErrorClass.UNAVAILABLE;

import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one node is asked just now, by what became of the calls before. */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    /** A key may be valid again, and a firewall be appeased. */
    private static final long RECONSIDERED = Duration.ofSeconds(30).toNanos();

    private final String name;
    private final NodeHealth health;
    private final LongSupplier nanos;
    private final RateBudget budget;
    private final Map<MethodClass, Breaker> breakers = new EnumMap<>(MethodClass.class);
    private volatile List<Gate> peers = List.of();
    private volatile String misconfigured = "";
    private volatile long misconfiguredAt;

    Gate(String name, NodeHealth health, LongSupplier nanos) {
        this.name = name;
        this.health = health;
        this.nanos = nanos;
        budget = new RateBudget(nanos);
        for (var each : MethodClass.values()) {
            breakers.put(each, new Breaker(nanos));
        }
    }

    /** Who serves the same chain: while nobody else can, none of them rests. */
    void joins(List<Gate> chain) {
        peers = chain.stream().filter(it -> it != this).toList();
    }

    NodeHealth health() {
        return health;
    }

    LongSupplier nanos() {
        return nanos;
    }

    /** A refusal by keys or bills is not believed for ever. */
    boolean isAsked() {
        var because = misconfigured;
        if (!because.isEmpty() && nanos.getAsLong() - misconfiguredAt > RECONSIDERED) {
            health.liftOwn(State.MISCONFIGURED, because);
            misconfigured = "";
        }
        return health.isHeard();
    }

    /** Lets a call out, or throws {@link RpcFailure.Spared}. */
    Permit admit(MethodClass methods, Manner manner) {
        var breaker = breaker(methods);
        if (breaker.isResting() && !manner.insisting() && isElsewhere(methods)) {
            throw new RpcFailure.Spared(
                    name + " rests from " + methods, UNAVAILABLE, Duration.ZERO);
        }
        var wait = budget.take(manner.priority());
        if (!wait.isZero()) {
            throw new RpcFailure.Spared(name + " is left alone for a while", RATE_LIMIT, wait);
        }
        breaker.asked();
        return new Permit(this, methods, nanos.getAsLong());
    }

    void succeeded(MethodClass methods) {
        if (budget.isWellAgain()) {
            var _ = health.lift(State.THROTTLED);
        }
        if (!misconfigured.isEmpty()) {
            health.liftOwn(State.MISCONFIGURED, misconfigured);
            misconfigured = "";
        }
        if (breaker(methods).succeeded()) {
            log.info("A node answers again node={} about={}", name, methods);
            if (breakers.values().stream().noneMatch(Breaker::isOpen)) {
                var _ = health.lift(State.DEGRADED);
            }
        }
    }

    void failed(MethodClass methods, RpcFailure failure) {
        switch (failure.consequence()) {
            case ELSEWHERE -> broke(methods, failure.getMessage());
            case PARK -> parked(failure);
            case NEEDS_A_PERSON -> misconfigured(methods, failure.getMessage());
            case WEAK,
                    ASK_LATER,
                    NOT_ABLE,
                    ANSWERED,
                    ASK_FOR_LESS,
                    LOOK_FOR_IT,
                    OTHERS_FIRST,
                    REFUSED ->
                    succeeded(methods);
        }
    }

    void abandoned(MethodClass methods) {
        breaker(methods).abandoned();
    }

    private void broke(MethodClass methods, String why) {
        if (breaker(methods).failed()) {
            var _ = health.degraded(why);
            log.warn("A node fails, and is asked less node={} because={}", name, why);
        }
    }

    private void parked(RpcFailure failure) {
        var pause = failure instanceof RpcFailure.Refused refused ? refused.pause() : null;
        if (budget.slowDown(pause)) {
            var _ = health.throttled(failure.getMessage());
        }
    }

    /** A plan without traces is a plan all the same. */
    private void misconfigured(MethodClass methods, String why) {
        if (methods == MethodClass.TRACE) {
            return;
        }
        misconfiguredAt = nanos.getAsLong();
        if (misconfigured.isEmpty() && health.misconfigured(why)) {
            misconfigured = why;
            log.error("A node does not serve us, see to it node={} because={}", name, why);
        }
    }

    private boolean isElsewhere(MethodClass methods) {
        return peers.stream().anyMatch(it -> it.health.isHeard() && !it.breaker(methods).isOpen());
    }

    private Breaker breaker(MethodClass methods) {
        return Objects.requireNonNull(breakers.get(methods));
    }
}
