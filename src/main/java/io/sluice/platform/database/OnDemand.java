package io.sluice.platform.database;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Marks work that somebody waits for and can ask for again. When there is too much of it, some is
 * refused; what runs by itself never is.
 */
public final class OnDemand {

    private OnDemand() {}

    /** The context with the mark: all units in it are on demand. */
    public static Context mark(Context context) {
        return context.put(OnDemand.class, true);
    }

    /** The context of what goes on by itself from here. */
    static ContextView unmark(ContextView context) {
        return Context.of(context).delete(OnDemand.class);
    }

    static boolean marks(ContextView context) {
        return context.hasKey(OnDemand.class);
    }
}
