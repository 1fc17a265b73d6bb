package io.sluice.chain.broadcast;

import io.sluice.chain.family.Courier;
import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Word;
import java.math.BigInteger;
import java.util.List;
import reactor.core.publisher.Mono;

/** Operators who take every question and answer none. */
final class HangingCourier implements Courier {

    @Override
    public Mono<List<Word>> send(String hash, String raw) {
        return Mono.never();
    }

    @Override
    public Mono<Sightings> look(String hash) {
        return Mono.never();
    }

    @Override
    public Mono<Signed> fetch(String hash) {
        return Mono.never();
    }

    @Override
    public Mono<BigInteger> nonceAt(String sender, long height) {
        return Mono.never();
    }
}
