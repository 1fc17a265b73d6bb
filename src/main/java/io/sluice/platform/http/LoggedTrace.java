package io.sluice.platform.http;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Has each log line name the trace it belongs to. Reactor restores around each signal whatever is
 * registered, so this is all that is: who observes finds its parent in the Reactor context, and
 * opening the scopes of an observation again and again costs more than all else that a request
 * does.
 */
final class LoggedTrace implements ThreadLocalAccessor<Observation> {

    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";

    /** The one thread local of ours: a line of a log has no other context. */
    private static final ThreadLocal<@Nullable Observation> CURRENT = new ThreadLocal<>();

    /** Alone from now on, in the whole process. */
    static void register() {
        var registry = ContextRegistry.getInstance();
        var others = registry.getThreadLocalAccessors().stream().map(ThreadLocalAccessor::key);
        others.toList().forEach(registry::removeThreadLocalAccessor);
        var _ = registry.registerThreadLocalAccessor(new LoggedTrace());
    }

    @Override
    public Object key() {
        return ObservationThreadLocalAccessor.KEY;
    }

    @Override
    public @Nullable Observation getValue() {
        return CURRENT.get();
    }

    @Override
    public void setValue(Observation observation) {
        if (!observation.equals(CURRENT.get())) {
            CURRENT.set(observation);
            name(observation.getContextView().get(TracingContext.class));
        }
    }

    @Override
    public void setValue() {
        if (CURRENT.get() != null) {
            CURRENT.set(null);
            name(null);
        }
    }

    private static void name(@Nullable TracingContext tracing) {
        var span = tracing == null ? null : tracing.getSpan();
        if (span == null) {
            MDC.remove(TRACE);
            MDC.remove(SPAN);
        } else {
            MDC.put(TRACE, span.context().traceId());
            MDC.put(SPAN, span.context().spanId());
        }
    }
}
