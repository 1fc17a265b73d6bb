package io.sluice.chain.rpc;

import static io.sluice.chain.rpc.RpcErrorClass.RATE_LIMIT;
import static io.sluice.chain.rpc.RpcErrorClass.UNAVAILABLE;
import static io.sluice.chain.rpc.RpcErrorClass.UNSUPPORTED_METHOD;

import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one node is asked just now, by what became of the calls before. */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final String name;
    private final String operator;
    private final NodeHealth health;
    private final LongSupplier nanos;
    private final RateBudget budget;
    private final Capabilities capabilities;
    private final Map<MethodClass, Breaker> breakers = new EnumMap<>(MethodClass.class);
    private final Lockout lockout;
    private volatile List<Gate> peers = List.of();
    private volatile int needed = 1;

    Gate(String name, String operator, NodeHealth health, LongSupplier nanos) {
        this.name = name;
        this.operator = operator;
        this.health = health;
        this.nanos = nanos;
        budget = new RateBudget(nanos);
        capabilities = new Capabilities(nanos);
        lockout = new Lockout(health, nanos);
        for (var each : MethodClass.values()) {
            breakers.put(each, new Breaker(nanos));
        }
    }

    /** Who serves the same chain: while too few operators can, none of them rests. */
    void joins(List<Gate> chain, int enough) {
        needed = enough;
        peers = chain.stream().filter(it -> !it.operator.equals(operator)).toList();
    }

    NodeHealth health() {
        return health;
    }

    LongSupplier nanos() {
        return nanos;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /** A refusal by keys or bills is not believed for ever. */
    boolean isAsked() {
        lockout.reconsider();
        return health.isHeard();
    }

    /** Lets a call out, or throws {@link RpcFailure.Spared}. */
    Permit admit(RpcCall<?> call, Manner manner) {
        var methods = call.methodClass();
        var breaker = breaker(methods);
        if (!manner.insisting()) {
            spare(call, breaker);
        }
        var wait = wait(manner.priority());
        if (!wait.isZero()) {
            throw new RpcFailure.Spared(name + " is left alone for a while", RATE_LIMIT, wait);
        }
        breaker.asked();
        return new Permit(this, call, nanos.getAsLong());
    }

    private void spare(RpcCall<?> call, Breaker breaker) {
        var methods = call.methodClass();
        if (breaker.isResting() && isElsewhere(methods)) {
            throw new RpcFailure.Spared(
                    name + " rests from " + methods, UNAVAILABLE, Duration.ZERO);
        }
        var what = call.capability();
        if (capabilities.lacks(what) && isEnough(it -> !it.capabilities.lacks(what))) {
            throw new RpcFailure.Spared(
                    name + " does not know " + what, UNSUPPORTED_METHOD, Duration.ZERO);
        }
    }

    void succeeded(RpcCall<?> call) {
        capabilities.proven(call.capability());
        answered(call.methodClass());
    }

    private void answered(MethodClass methods) {
        if (budget.isWellAgain()) {
            var _ = health.lift(State.THROTTLED);
        }
        if (methods == MethodClass.HEAD) {
            lockout.end();
        }
        if (breaker(methods).succeeded()) {
            log.info("A node answers again node={} about={}", name, methods);
            if (breakers.values().stream().noneMatch(Breaker::isOpen)) {
                var _ = health.lift(State.DEGRADED);
            }
        }
    }

    void failed(RpcCall<?> call, RpcFailure failure) {
        var methods = call.methodClass();
        switch (failure.consequence()) {
            case ELSEWHERE -> broke(methods, failure);
            case PARK -> parked(methods, failure);
            case NEEDS_A_PERSON -> refused(methods, failure);
            case NOT_ABLE -> unable(call, failure);
            case WEAK, ASK_LATER, ANSWERED, ASK_FOR_LESS, LOOK_FOR_IT, OTHERS_FIRST, REFUSED ->
                    answered(methods);
        }
    }

    void abandoned(RpcCall<?> call) {
        breaker(call.methodClass()).abandoned();
    }

    /** A node that tells no head is of no use, and what it says of one transaction is of that. */
    private void unable(RpcCall<?> call, RpcFailure failure) {
        answered(call.methodClass());
        switch (call.methodClass()) {
            case SAFE, FINALIZED, IDENTITY, BLOCK, RECEIPTS, LOGS, TRACE, STATE -> {
                if (failure instanceof RpcFailure.Refused refused && refused.isOfTheMethod()) {
                    capabilities.lost(call.capability());
                }
            }
            case HEAD, SEND -> {}
        }
    }

    private void broke(MethodClass methods, RpcFailure failure) {
        if (breaker(methods).failed()) {
            var _ = health.degraded(shown(methods, failure));
            log.warn(
                    "A node fails, and is asked less node={} because={}",
                    name,
                    failure.getMessage());
        }
    }

    /** A node's own words are for the log. */
    private static String shown(MethodClass methods, RpcFailure failure) {
        return methods + ": " + failure.shown();
    }

    private void parked(MethodClass methods, RpcFailure failure) {
        breaker(methods).abandoned();
        var pause = failure instanceof RpcFailure.Refused refused ? refused.pause() : null;
        if (budget.slowDown(pause)) {
            var _ = health.throttled(shown(methods, failure));
        }
    }

    /**
     * What it refuses it is not asked for a while; who does not even tell its head is of no use. A
     * plan without traces is a plan all the same, and what is refused of one transaction says
     * nothing of the next.
     */
    private void refused(MethodClass methods, RpcFailure failure) {
        breaker(methods).abandoned();
        var why = shown(methods, failure);
        var isNew =
                switch (methods) {
                    case HEAD -> lockout.begin(why);
                    case BLOCK, RECEIPTS, LOGS, STATE -> refusedOnly(methods, why);
                    case TRACE, SEND, SAFE, FINALIZED, IDENTITY -> false;
                };
        if (isNew) {
            log.error(
                    "A node does not serve us, see to it node={} because={}",
                    name,
                    failure.getMessage());
        }
    }

    private boolean refusedOnly(MethodClass methods, String why) {
        var isNew = breaker(methods).refused();
        var _ = health.degraded(why);
        return isNew;
    }

    /** How long to leave the node alone; while too few others can be asked it is tried. */
    private Duration wait(Priority priority) {
        var wait = budget.take(priority);
        return wait.isZero() || priority == Priority.BACKFILL || isEnough(it -> !it.isParked())
                ? wait
                : budget.insist(wait);
    }

    private boolean isElsewhere(MethodClass methods) {
        return isEnough(it -> !it.isParked() && !it.breaker(methods).isOpen());
    }

    private boolean isParked() {
        return budget.isParked();
    }

    /** Whether enough other operators have a node that can be asked. */
    private boolean isEnough(Predicate<Gate> usable) {
        return peers.stream()
                        .filter(it -> it.health.isHeard() && usable.test(it))
                        .map(it -> it.operator)
                        .distinct()
                        .count()
                >= needed;
    }

    private Breaker breaker(MethodClass methods) {
        return Objects.requireNonNull(breakers.get(methods));
    }
}
