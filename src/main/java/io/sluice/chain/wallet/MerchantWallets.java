package io.sluice.chain.wallet;

import io.sluice.chain.family.Families;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the API does with the wallets of a merchant, whoever asks for it. */
@Component
final class MerchantWallets {

    private final AddressPool pool;
    private final Registration registration;
    private final WalletStore wallets;
    private final PoolKeeper keeper;
    private final Idempotency idempotency;
    private final Families families;

    MerchantWallets(
            AddressPool pool,
            Registration registration,
            WalletStore wallets,
            PoolKeeper keeper,
            Idempotency idempotency,
            Families families) {
        this.pool = pool;
        this.registration = registration;
        this.wallets = wallets;
        this.keeper = keeper;
        this.idempotency = idempotency;
        this.families = families;
    }

    /** Who asks whom for what, for it to be done once. */
    record Order(Caller caller, String route, MerchantId merchant, @Nullable String key) {}

    /**
     * Off the event loop: curve arithmetic takes long, and its library draws random numbers in a
     * way that blocks. A key that is refused never gets as far as to be remembered with its
     * request.
     */
    Mono<ResponseEntity<byte[]>> register(Order order, RegisterWallet request) {
        return Mono.fromCallable(() -> pool.open(request.family(), request.xpub()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(wallet -> registerOnce(order, wallet));
    }

    /** They are few, so the list has no pages. */
    Mono<WalletListing> of(MerchantId merchant) {
        return wallets.of(merchant).map(this::view).collectList().map(WalletListing::new);
    }

    /** New payments go there from now on; empty when the merchant has no such wallet. */
    Mono<WalletView> use(MerchantId merchant, String id) {
        return wallets.use(merchant, id).doOnNext(_ -> keeper.want(id)).map(this::view);
    }

    private Mono<ResponseEntity<byte[]>> registerOnce(Order order, NewWallet wallet) {
        var body = new Asked(wallet.family(), wallet.fingerprint());
        return idempotency.once(
                new IdempotentRequest(order.caller().name(), order.route(), order.key(), body),
                registration
                        .register(order.merchant(), wallet)
                        .map(this::view)
                        .map(view -> ResponseEntity.status(HttpStatus.CREATED).body(view)));
    }

    private WalletView view(Wallet wallet) {
        return WalletView.of(wallet, families.require(wallet.family()).path(0));
    }

    /** What makes a request the same one when it comes again. */
    private record Asked(String family, String fingerprint) {}
}
