package io.sluice.chain.broadcast;

import io.sluice.chain.Broadcast;
import io.sluice.chain.Broadcasts;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.chain.broadcast.PostgresOutbounds.Kept;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Signed;
import io.sluice.money.AssetAmount;
import io.sluice.platform.database.Database;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Keeps what payers signed before anything is sent, so that nothing taken is ever lost. */
@Component
final class KeptBroadcasts implements Broadcasts {

    /**
     * What a payment may have: wallets replace a transaction now and then, and nobody needs more.
     */
    static final int MOST = 20;

    /** Finding who signed takes a millisecond of arithmetic, and randomness that may block. */
    private static final Scheduler SIGNATURES = Schedulers.boundedElastic();

    private final Database database;
    private final Families families;
    private final PostgresOutbounds outbounds;
    private final Delivery delivery;
    private final Hints hints;

    KeptBroadcasts(
            Database database,
            Families families,
            PostgresOutbounds outbounds,
            Delivery delivery,
            Hints hints) {
        this.database = database;
        this.families = families;
        this.outbounds = outbounds;
        this.delivery = delivery;
        this.hints = hints;
    }

    @Override
    public Mono<Presented> present(String family, String raw) {
        return Mono.<Presented>fromCallable(() -> families.require(family).signed(raw))
                .subscribeOn(SIGNATURES);
    }

    @Override
    public Mono<Broadcast> find(String payment, Presented presented) {
        return outbounds.findLiving(payment, presented.hash()).map(Outbound::broadcast);
    }

    @Override
    public Mono<Broadcast> submit(
            String payment,
            Presented presented,
            AssetAmount missing,
            String address,
            Instant until) {
        return Mono.fromCallable(() -> draft(payment, presented, missing, address))
                .delayUntil(it -> requireRoom(payment, presented.hash()))
                .flatMap(draft -> outbounds.keep(draft, until))
                .delayUntil(this::attempt)
                .map(kept -> kept.outbound().broadcast())
                .as(database::atomically);
    }

    @Override
    public Flux<Broadcast> of(String payment) {
        return outbounds.of(payment, MOST).map(Outbound::broadcast);
    }

    @Override
    public Mono<Void> hint(String payment, String family, String address, String hash) {
        return hints.take(payment)
                .then(database.afterCommit(() -> hints.look(payment, family, address, hash)))
                .as(database::atomically);
    }

    private Draft draft(String payment, Presented presented, AssetAmount missing, String address) {
        var signed = (Signed) presented;
        var family = families.require(missing.asset().chain().family());
        return new Draft(payment, signed, family.paying(signed, missing, address));
    }

    private Mono<Void> attempt(Kept kept) {
        return kept.now()
                ? database.afterCommit(() -> delivery.attempt(Due.first(kept.outbound())))
                : Mono.empty();
    }

    private Mono<Void> requireRoom(String payment, String hash) {
        return outbounds
                .countOthers(payment, hash)
                .filter(count -> count < MOST)
                .switchIfEmpty(Mono.error(ChainFailure.TooManyTransactions::new))
                .then();
    }
}
