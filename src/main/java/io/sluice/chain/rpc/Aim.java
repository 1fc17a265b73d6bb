package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;

/** What a round of questions is after. */
interface Aim<T> {

    void hear(Answer<RpcNode, T> answer);

    /** How many more answers are needed, at best; none any more when the round is over. */
    int lacking();

    /** Whether an answer of {@code node} could still help. */
    boolean isOpenTo(RpcNode node);
}
