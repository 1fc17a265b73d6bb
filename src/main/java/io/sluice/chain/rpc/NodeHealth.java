package io.sluice.chain.rpc;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What is wrong with one node, for all who use it. Several things can be, each until it is lifted;
 * the worst of them is what the node counts as.
 */
public final class NodeHealth {

    /** What a node counts as, from good to bad. */
    public enum State {
        WELL,
        /** It fails or is slow, and is asked all the same, for there may be no better one. */
        DEGRADED,
        /** It asked us to slow down. */
        THROTTLED,
        /** It cannot serve us until a person changes something: key, plan, address, chain. */
        MISCONFIGURED,
        /** It was caught lying. */
        QUARANTINED
    }

    /**
     * One state and what brought it.
     *
     * @param why for people; never holds an address
     */
    public record Reading(State state, String why) {}

    /** Nothing is wrong. */
    public static final Reading WELL = new Reading(State.WELL, "");

    private final AtomicReference<NavigableMap<State, String>> wrongs =
            new AtomicReference<>(Collections.emptyNavigableMap());

    NodeHealth() {}

    /** The worst there is to say. */
    public Reading now() {
        var worst = wrongs.get().lastEntry();
        return worst == null ? WELL : new Reading(worst.getKey(), worst.getValue());
    }

    /** Whether the node is asked at all, and its word counts for its operator. */
    public boolean isHeard() {
        return now().state().compareTo(State.MISCONFIGURED) < 0;
    }

    /** It lied: true when that is new. Nothing lifts this but {@link #lift}. */
    public boolean quarantine(String why) {
        return mark(State.QUARANTINED, why);
    }

    /** A person has to change something: true when that is new. */
    public boolean misconfigured(String why) {
        return mark(State.MISCONFIGURED, why);
    }

    /** It wants fewer questions: true when that is new. */
    public boolean throttled(String why) {
        return mark(State.THROTTLED, why);
    }

    /** It is not what it should be: true when that is new. */
    public boolean degraded(String why) {
        return mark(State.DEGRADED, why);
    }

    /** That is over: true when it had not been before. */
    public boolean lift(State state) {
        return change(
                        known -> {
                            var fewer = new TreeMap<>(known);
                            fewer.remove(state);
                            return fewer;
                        })
                .containsKey(state);
    }

    /** Lifts what has been brought by just that, and by nothing since. */
    void liftOwn(State state, String why) {
        var _ =
                change(known -> {
                    var fewer = new TreeMap<>(known);
                    fewer.remove(state, why);
                    return fewer;
                });
    }

    private boolean mark(State state, String why) {
        return !change(
                        known -> {
                            var more = new TreeMap<>(known);
                            more.putIfAbsent(state, why);
                            return more;
                        })
                .containsKey(state);
    }

    /** What was wrong before. */
    private Map<State, String> change(UnaryOperator<NavigableMap<State, String>> change) {
        return wrongs.getAndUpdate(change);
    }
}
