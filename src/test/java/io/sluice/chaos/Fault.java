package io.sluice.chaos;

import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.NodeFault;
import java.util.List;
import java.util.function.Function;

/** A way for one node to go wrong, once it is known whom it would rob. */
record Fault(String name, Function<Scene, NodeFault> of) {

    /**
     * Where it happens.
     *
     * @param payee some address that is watched
     * @param height of the head before
     * @param ending what is closed in the end
     */
    record Scene(Stage stage, String payee, long height, List<AnvilChain> ending) {

        /** Has {@code chain} end with the row. */
        AnvilChain keep(AnvilChain chain) {
            ending.add(chain);
            return chain;
        }
    }

    static Fault of(String name, NodeFault fault) {
        return new Fault(name, _ -> fault);
    }

    @Override
    public String toString() {
        return name;
    }
}
