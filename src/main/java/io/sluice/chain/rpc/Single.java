package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;

/** After one answer, of whomever. */
final class Single<T> implements Aim<T> {

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
    }

    @Override
    public int lacking() {
        return reached ? 0 : 1;
    }

    @Override
    public boolean isOpenTo(RpcNode node) {
        return true;
    }
}
