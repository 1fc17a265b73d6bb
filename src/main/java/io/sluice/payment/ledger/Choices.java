package io.sluice.payment.ledger;

import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.DepositAddresses;
import io.sluice.chain.Worth;
import io.sluice.merchant.Merchant;
import io.sluice.merchant.Tolerance;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Policy;
import io.sluice.payment.derivation.Terms;
import io.sluice.quote.Quote;
import io.sluice.quote.Quotes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Issues choices: a quote, an address, and the merchant's policies as they are now. */
final class Choices {

    private final Quotes quotes;
    private final DepositAddresses addresses;
    private final Chains chains;
    private final Duration skew;

    Choices(Quotes quotes, DepositAddresses addresses, Chains chains, Duration skew) {
        this.quotes = quotes;
        this.addresses = addresses;
        this.chains = chains;
        this.skew = skew;
    }

    /**
     * Part of the caller's unit. The chain and the quote come first: what nobody reads or can price
     * uses up no address.
     */
    Mono<Terms> choose(
            Merchant merchant, PaymentId payment, Terms terms, Asset asset, Instant now) {
        return requireRead(asset.chain())
                .then(Mono.fromCallable(() -> offer(terms, asset, now)))
                .flatMap(quote -> issue(merchant, payment, terms, quote));
    }

    /** What is paid before a chain's reading began is never seen, so nobody is told to pay yet. */
    private Mono<Void> requireRead(ChainId chain) {
        return chains.view(chain)
                .switchIfEmpty(Mono.error(PaymentFailure.ChainNotReady::new))
                .then();
    }

    private Quote offer(Terms terms, Asset asset, Instant now) {
        return quotes.offer(terms.price(), asset, now.plus(terms.payWithin()));
    }

    private Mono<Terms> issue(Merchant merchant, PaymentId payment, Terms terms, Quote quote) {
        return policy(merchant, quote)
                .flatMap(policy -> issue(merchant, payment, terms, quote, policy));
    }

    private Mono<Terms> issue(
            Merchant merchant, PaymentId payment, Terms terms, Quote quote, Policy policy) {
        return deposit(merchant, payment, terms, quote.amount().asset())
                .map(it -> Choice.of(quote, it, policy))
                .delayUntil(_ -> quotes.store(merchant.id(), quote))
                .map(terms::choosing);
    }

    private Mono<DepositAddress> deposit(
            Merchant merchant, PaymentId payment, Terms terms, Asset asset) {
        var family = asset.chain().family();
        return Mono.justOrEmpty(terms.deposit(family))
                .switchIfEmpty(
                        Mono.defer(
                                () -> addresses.allocate(merchant.id(), family, payment.value())));
    }

    private Mono<Policy> policy(Merchant merchant, Quote quote) {
        var price = quote.price();
        return chains.finality(quote.amount().asset().chain(), new Asked(merchant, price))
                .map(finality ->
                        new Policy(
                                finality,
                                tolerance(merchant, price.currency()),
                                merchant.late(),
                                merchant.maximumLateness(),
                                skew));
    }

    /** In the price's currency, frozen at the rate of now. As it is when there is none. */
    private Tolerance tolerance(Merchant merchant, Currency currency) {
        var tolerance = merchant.tolerance();
        return quotes.exchangeRate(tolerance.currency(), currency)
                .map(rate -> tolerance.in(currency, rate))
                .orElse(tolerance);
    }

    /** A price, as the gateway and its merchant weigh it. */
    private final class Asked implements Worth {

        private final Merchant merchant;
        private final Price price;

        Asked(Merchant merchant, Price price) {
            this.merchant = merchant;
            this.price = price;
        }

        @Override
        public Optional<BigDecimal> in(Currency currency) {
            return quotes.exchangeRate(price.currency(), currency).map(price.amount()::multiply);
        }

        @Override
        public Size least() {
            var limits = merchant.confirmation();
            if (limits == null) {
                return Size.SMALL;
            }
            return in(limits.currency())
                    .map(it -> Size.of(it, limits.smallBelow(), limits.normalBelow()))
                    .orElse(Size.LARGE);
        }
    }
}
