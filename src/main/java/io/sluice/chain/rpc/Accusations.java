package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forged answers to one question. They convict a node only beside another operator's answer
 * that fits: where nobody's does, it may be the chain that is peculiar.
 */
final class Accusations {

    private static final Logger log = LoggerFactory.getLogger(Accusations.class);

    private final Jury jury;
    private final String request;
    private final Consumer<Forgery> listener;
    private final Collection<Forgery> forgeries = new ConcurrentLinkedQueue<>();

    Accusations(Jury jury, String request, Consumer<Forgery> listener) {
        this.jury = jury;
        this.request = request;
        this.listener = listener;
    }

    void hear(Answer<RpcNode, ?> answer) {
        if (answer instanceof Answer.Failed(var node, RpcFailure.Forged forged)) {
            forgeries.add(new Forgery(node, request, forged));
        }
    }

    /** The answers of {@code operators} fit. */
    void convict(Set<String> operators) {
        forgeries.stream()
                .filter(it -> operators.stream().anyMatch(op -> !op.equals(it.node().operator())))
                .filter(it -> jury.convict(it.node(), it.failure().getMessage()))
                .forEach(this::tell);
    }

    private void tell(Forgery forgery) {
        log.error(
                "A node was caught lying and is not asked any more node={} operator={} about={}"
                        + " because={} digest={}",
                forgery.node().name(),
                forgery.node().operator(),
                request,
                forgery.failure().getMessage(),
                forgery.failure().exhibit().digest());
        listener.accept(forgery);
    }
}
