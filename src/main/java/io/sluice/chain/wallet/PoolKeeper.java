package io.sluice.chain.wallet;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the pools filled: soon after an address was taken, and now and then all of them. */
@Component
final class PoolKeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PoolKeeper.class);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);
    private static final int PAGE = 100;

    private final AddressPool pool;
    private final WalletStore wallets;
    private final Roles roles;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private Disposable.Composite running = Disposables.composite();

    PoolKeeper(AddressPool pool, WalletStore wallets, Roles roles) {
        this.pool = pool;
        this.wallets = wallets;
        this.roles = roles;
    }

    /** Has the pool of {@code wallet} looked at soon. Cheap, and may be said any time. */
    void want(String wallet) {
        wanted.add(wallet);
    }

    @Override
    public void start() {
        if (!roles.include(Role.EDGE)) {
            return;
        }
        running =
                Disposables.composite(
                        repeated(Mono.defer(this::refillWanted), SOON),
                        repeated(wantAll(""), NOW_AND_THEN));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return running.size() > 0 && !running.isDisposed();
    }

    private static Disposable repeated(Mono<Void> work, Duration pause) {
        return work.onErrorResume(PoolKeeper::failed)
                .repeatWhen(done -> done.delayElements(pause))
                .subscribe(_ -> {}, cause -> log.error("Pools are no longer filled", cause));
    }

    private Mono<Void> refillWanted() {
        return Flux.fromIterable(Set.copyOf(wanted))
                .concatMap(wallet -> refill(wallet).onErrorResume(PoolKeeper::failed))
                .then();
    }

    private Mono<Void> refill(String wallet) {
        return Mono.fromRunnable(() -> wanted.remove(wallet)).then(pool.refill(wallet));
    }

    /** All wallets, a page at a time. */
    private Mono<Void> wantAll(String after) {
        return wallets.after(after, PAGE)
                .doOnNext(this::want)
                .collectList()
                .filter(page -> page.size() == PAGE)
                .flatMap(page -> wantAll(page.getLast()));
    }

    private static Mono<Void> failed(Throwable cause) {
        log.warn("A pool of addresses could not be filled", cause);
        return Mono.empty();
    }
}
