package io.sluice.status;

import static java.util.Objects.requireNonNull;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentId;
import io.sluice.platform.database.DatabaseFailuresForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tickets in memory, at a time that stands still until it is moved. */
final class FakeTickets implements Tickets {

    private final Map<String, Kept> kept = new HashMap<>();
    private Instant now = Listening.NOON;
    private boolean down;
    private Duration delay = Duration.ZERO;

    private static final class Kept {
        final PaymentId payment;
        final String client;
        final Audience audience;
        final Instant openUntil;
        final Instant end;
        long connection;
        long newest = 1;
        boolean told;

        Kept(PaymentId payment, Caller caller, Instant openUntil) {
            this.payment = payment;
            this.client = caller.name();
            this.audience = Audience.of(caller);
            this.openUntil = openUntil;
            this.end = caller.tokenExpiresAt();
        }
    }

    synchronized Instant now() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    synchronized void down(boolean down) {
        this.down = down;
    }

    /** Whoever connects waits so long for the answer. */
    synchronized void delay(Duration delay) {
        this.delay = delay;
    }

    @Override
    public Mono<Instant> add(String ticket, PaymentId payment, Caller caller) {
        return answer(
                        () -> {
                            var end = caller.tokenExpiresAt();
                            var until =
                                    now.plusSeconds(30).isBefore(end) ? now.plusSeconds(30) : end;
                            if (kept.putIfAbsent(ticket, new Kept(payment, caller, until))
                                    != null) {
                                throw new IllegalStateException("there is such a ticket");
                            }
                            return List.of(until);
                        })
                .single();
    }

    @Override
    public Mono<TicketSession> connect(String ticket, PaymentId payment, boolean resumes) {
        var answer =
                answer(
                                () -> {
                                    var it = kept.get(ticket);
                                    if (it == null || !opens(it, payment, resumes)) {
                                        return List.<TicketSession>of();
                                    }
                                    it.connection++;
                                    it.told |= resumes;
                                    return List.of(
                                            new TicketSession(
                                                    ticket,
                                                    it.client,
                                                    it.connection,
                                                    it.audience,
                                                    it.end));
                                })
                        .singleOrEmpty();
        return delay.isZero() ? answer : answer.delayElement(delay);
    }

    @Override
    public Mono<Void> told(Collection<String> tickets) {
        return answer(
                        () -> {
                            tickets.stream().map(kept::get).forEach(it -> it.told = true);
                            return List.of();
                        })
                .then();
    }

    @Override
    public Flux<Newest> newest(Collection<TicketSession> live) {
        return answer(() ->
                live.stream()
                        .filter(it -> kept.containsKey(it.ticket()))
                        .map(this::newest)
                        .toList());
    }

    private Newest newest(TicketSession live) {
        var it = requireNonNull(kept.get(live.ticket()));
        it.newest = Math.max(it.newest, live.connection());
        return new Newest(live.ticket(), it.newest);
    }

    private boolean opens(Kept it, PaymentId payment, boolean resumes) {
        return it.payment.equals(payment)
                && it.end.isAfter(now)
                && (it.connection > 0 || it.openUntil.isAfter(now))
                && (!it.told || resumes);
    }

    private <T> Flux<T> answer(Supplier<List<T>> rows) {
        return Flux.defer(() -> {
            synchronized (this) {
                return down
                        ? Flux.error(DatabaseFailuresForTests.overdue())
                        : Flux.fromIterable(rows.get());
            }
        });
    }
}
