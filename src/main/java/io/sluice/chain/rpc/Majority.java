package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** After the same word of enough operators. */
final class Majority<T> implements Aim<T> {

    private final int needed;
    private Votes<T> votes = Votes.none();

    Majority(int needed) {
        this.needed = needed;
    }

    @Override
    public void hear(Answer<RpcNode, T> answer) {
        if (answer instanceof Answer.Given<RpcNode, T>(var node, var value)) {
            votes = votes.cast(node.operator(), value);
        }
    }

    @Override
    public int lacking() {
        var counts = new HashMap<T, Integer>();
        votes.byOperator().values().forEach(value -> counts.merge(value, 1, Integer::sum));
        return needed - most(counts);
    }

    @Override
    public boolean isOpenTo(RpcNode node) {
        return !votes.byOperator().containsKey(node.operator());
    }

    Votes<T> votes() {
        return votes;
    }

    private static int most(Map<?, Integer> counts) {
        return counts.isEmpty() ? 0 : Collections.max(counts.values());
    }
}
