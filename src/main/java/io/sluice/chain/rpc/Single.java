package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import java.util.HashSet;
import java.util.Set;

/** After one answer, of whomever. */
final class Single<T> implements Aim<T> {

    private final Set<String> withNothing = new HashSet<>();
    private boolean reached;

    /** What a contract said is an answer too, though it comes as an error. */
    static boolean isAnswer(Answer<RpcNode, ?> answer) {
        return switch (answer) {
            case Answer.Given<RpcNode, ?> _ -> true;
            case Answer.Failed<RpcNode, ?>(_, RpcFailure failure) ->
                    failure.consequence() == Consequence.ANSWERED;
            case Answer.Failed<RpcNode, ?> _ -> false;
        };
    }

    @Override
    public void hear(Answer<RpcNode, T> answer) {
        reached |= isAnswer(answer);
        if (answer instanceof Answer.Failed(var node, RpcFailure.Missing _)) {
            withNothing.add(node.operator());
        }
    }

    @Override
    public int lacking() {
        return reached ? 0 : 1;
    }

    /** How many operators know nothing of it. */
    int withNothing() {
        return withNothing.size();
    }

    @Override
    public boolean isOpenTo(RpcNode node) {
        return true;
    }
}
