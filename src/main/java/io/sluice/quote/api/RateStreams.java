package io.sluice.quote.api;

import io.sluice.merchant.Caller;
import io.sluice.platform.sse.Admission;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.OpenStream;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.platform.sse.Teller;
import io.sluice.platform.sse.Visitor;
import io.sluice.quote.Rates;
import io.sluice.quote.venue.Pair;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The streams of rates. */
@Component
final class RateStreams implements InitializingBean, DisposableBean {

    private final Rates rates;
    private final OpenStreams open;
    private final RateFrames frames;
    private final Set<Teller> tellers = ConcurrentHashMap.newKeySet();
    private final Disposable.Swap news = Disposables.swap();

    RateStreams(Rates rates, OpenStreams open) {
        this.rates = rates;
        this.open = open;
        this.frames = new RateFrames(rates);
    }

    @Override
    public void afterPropertiesSet() {
        var _ = news.update(rates.onNews(() -> tellers.forEach(Teller::wake)));
    }

    @Override
    public void destroy() {
        news.dispose();
    }

    /** Tells rates until either side ends it. */
    Mono<Void> serve(Caller caller, Visitor visitor, List<Pair> pairs, EventStream events) {
        return open.admit(
                visitor,
                events,
                admission ->
                        Mono.using(
                                () -> join(admission, caller, pairs, events),
                                OpenStream::tell,
                                OpenStream::release));
    }

    private OpenStream join(
            Admission admission, Caller caller, List<Pair> pairs, EventStream events) {
        admission.sit(caller.name());
        var story = new RateStory(frames, pairs, open.retry());
        var teller = new Teller(story, events::hasRoom);
        tellers.add(teller);
        return open.join(
                admission, teller, events, caller.tokenExpiresAt(), () -> tellers.remove(teller));
    }
}
