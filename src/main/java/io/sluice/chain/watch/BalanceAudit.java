package io.sluice.chain.watch;

import io.sluice.chain.watch.PostgresAudits.Found;
import io.sluice.chain.watch.PostgresAudits.Place;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks, some at a time and first at those it never saw, whether addresses that were given out hold
 * more than what is known to have reached them, also where nothing did. What is looked at is the
 * end of a block that is final and was read twice, so that every transfer up to it is known.
 */
final class BalanceAudit {

    private static final Duration PACE = Duration.ofMinutes(1);

    /** Before the next page: what is not soon looked at has no beginning any more. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Addresses on a page. */
    private static final int SAMPLE = 100;

    /** How far back a first look may go. */
    private static final long BLOCKS = 5_000;

    private final ChainId chain;
    private final AuditPolicy policy;
    private final BalanceLook look;
    private final CursorStore cursors;
    private final SecondPassStore passes;
    private final BlockStore blocks;
    private final PostgresAudits audits;

    private final Walk unseen = new Walk(true);
    private final Walk seen = new Walk(false);

    BalanceAudit(
            ChainId chain,
            AuditPolicy policy,
            BalanceLook look,
            CursorStore cursors,
            SecondPassStore passes,
            BlockStore blocks,
            PostgresAudits audits) {
        this.chain = chain;
        this.policy = policy;
        this.look = look;
        this.cursors = cursors;
        this.passes = passes;
        this.blocks = blocks;
        this.audits = audits;
    }

    /**
     * Looks again and again.
     *
     * @param guard first statement of each unit: fails when somebody else has taken over
     */
    Flux<Void> follow(Mono<Void> guard) {
        return Mono.defer(() -> Mono.delay(pause())).then(Mono.defer(() -> round(guard))).repeat();
    }

    /** How long to wait before the next round. */
    Duration pause() {
        return unseen.isUnderWay() || seen.isUnderWay() ? SOON : PACE;
    }

    /** Looks at the next addresses; at none while there is no block that was not looked at. */
    Mono<Void> round(Mono<Void> guard) {
        return Mono.zip(
                        cursors.load(chain).map(it -> it.finalized()),
                        passes.reached(chain),
                        Math::min)
                .filter(height -> unseen.isDue(height) || seen.isDue(height))
                .flatMap(height -> blocks.at(chain, height))
                .flatMap(at -> next(guard, at))
                .onErrorResume(CursorMoved.class, _ -> Mono.empty());
    }

    private Mono<Void> next(Mono<Void> guard, KnownBlock at) {
        return next(guard, at, unseen)
                .then(Mono.defer(() -> unseen.isUnderWay() ? Mono.empty() : next(guard, at, seen)));
    }

    private Mono<Void> next(Mono<Void> guard, KnownBlock at, Walk walk) {
        return Mono.just(walk)
                .filter(it -> it.isDue(at.height()))
                .flatMap(it -> it.next(at))
                .flatMap(page -> look.at(at, page.stream().map(Found::audited).toList(), guard));
    }

    /** Page after page from the first to the last, and again once more is final. */
    private final class Walk {

        private final boolean ofUnseen;

        private Place after = Place.FIRST;
        private long looked = -1;

        Walk(boolean ofUnseen) {
            this.ofUnseen = ofUnseen;
        }

        boolean isUnderWay() {
            return !after.equals(Place.FIRST);
        }

        boolean isDue(long height) {
            return height > looked || isUnderWay();
        }

        Mono<List<Found>> next(KnownBlock at) {
            return audits.next(chain, at, after, ofUnseen, policy.assets(), SAMPLE, BLOCKS)
                    .doOnNext(page -> turn(page, at));
        }

        private void turn(List<Found> page, KnownBlock at) {
            var isLast = page.size() < SAMPLE * policy.assets().size();
            looked = isLast ? at.height() : looked;
            after = isLast ? Place.FIRST : page.getLast().place();
        }
    }
}
