package io.sluice.quote.venue;

import io.sluice.chain.ContractCalls;
import io.sluice.money.ChainId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * One price feed on a chain.
 *
 * @see <a href="https://docs.chain.link/data-feeds/api-reference">AggregatorV3Interface</a>
 */
final class ChainlinkFeed {

    private static final String LATEST_ROUND_DATA = "0xfeaf968c";
    private static final String DECIMALS = "0x313ce567";
    private static final Pattern ROUND = Pattern.compile("0x[0-9a-f]{320}");
    private static final Pattern WORD = Pattern.compile("0x[0-9a-f]{64}");

    /** Where in a round its words are. */
    private static final int ANSWER = 1;

    private static final int UPDATED_AT = 3;
    private static final int UNKNOWN = -1;
    private static final int MOST_DECIMALS = 36;

    /** A price of more bits than this, or a time, is none. */
    private static final int MOST_BITS = 160;

    private static final BigInteger LATEST = BigInteger.valueOf(Instant.MAX.getEpochSecond());

    private final ContractCalls contracts;
    private final ChainId chain;
    private final String address;
    private final AtomicInteger decimals = new AtomicInteger(UNKNOWN);

    /**
     * Asks nobody yet.
     *
     * @param account CAIP-10: {@code eip155:1:0x5f4e…}
     */
    ChainlinkFeed(ContractCalls contracts, String account) {
        this.contracts = contracts;
        this.chain = chain(account);
        this.address = account.substring(account.lastIndexOf(':') + 1);
    }

    /** The chain that {@code account} (CAIP-10) is on. */
    static ChainId chain(String account) {
        return new ChainId(account.substring(0, Math.max(0, account.lastIndexOf(':'))));
    }

    /** Its latest round; fails as a {@link SourceFailure} where that is no price. */
    Mono<Ticker> ticker() {
        return decimals()
                .flatMap(scale ->
                        contracts
                                .call(chain, address, LATEST_ROUND_DATA)
                                .map(round -> ticker(round, scale)))
                .switchIfEmpty(
                        Mono.error(() -> new SourceFailure.Unusable("is on a chain not read yet")));
    }

    private Mono<Integer> decimals() {
        var known = decimals.get();
        return known != UNKNOWN
                ? Mono.just(known)
                : contracts
                        .call(chain, address, DECIMALS)
                        .map(ChainlinkFeed::scale)
                        .doOnNext(decimals::set);
    }

    private static int scale(String answer) {
        if (!WORD.matcher(answer).matches()) {
            throw new SourceFailure.Unusable("does not say its decimals");
        }
        var scale = new BigInteger(answer.substring(2), 16);
        if (scale.compareTo(BigInteger.valueOf(MOST_DECIMALS)) > 0) {
            throw new SourceFailure.Unusable("has too many decimals");
        }
        return scale.intValueExact();
    }

    private static Ticker ticker(String round, int scale) {
        if (!ROUND.matcher(round).matches()) {
            throw new SourceFailure.Unusable("answered with an error");
        }
        var answer = word(round, ANSWER);
        if (answer.signum() == 0) {
            throw new SourceFailure.Unusable("has no price");
        }
        var price = new BigDecimal(answer, scale);
        var at = Instant.ofEpochSecond(word(round, UPDATED_AT).min(LATEST).longValueExact());
        return new Ticker(price, price, null, at);
    }

    private static BigInteger word(String round, int at) {
        var start = 2 + 64 * at;
        var word = new BigInteger(round.substring(start, start + 64), 16);
        if (word.bitLength() > MOST_BITS) {
            throw new SourceFailure.Unusable("has no price");
        }
        return word;
    }
}
