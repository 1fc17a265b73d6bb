package io.sluice.chain.wallet;

import io.sluice.chain.family.Families;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where a merchant's money goes: extended public keys, never private ones. */
@RestController
@RequestMapping("/v1/merchant/wallets")
@Tag(name = "Wallets")
class WalletController {

    private static final String ROUTE = "POST /v1/merchant/wallets";

    private final AddressPool pool;
    private final Registration registration;
    private final WalletStore wallets;
    private final Idempotency idempotency;
    private final Families families;

    WalletController(
            AddressPool pool,
            Registration registration,
            WalletStore wallets,
            Idempotency idempotency,
            Families families) {
        this.pool = pool;
        this.registration = registration;
        this.wallets = wallets;
        this.idempotency = idempotency;
        this.families = families;
    }

    /**
     * Off the event loop: curve arithmetic takes long, and its library draws random numbers in a
     * way that blocks. A key that is refused never gets as far as to be remembered with its
     * request.
     */
    @PostMapping
    @Access(scope = "merchant:write")
    @Operation(summary = "Register an extended public key; compare the first address it gives")
    @ApiResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WalletView.class)))
    Mono<ResponseEntity<byte[]>> register(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody RegisterWallet request) {
        return Mono.fromCallable(() -> pool.open(request.family(), request.xpub()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(wallet -> registerOnce(caller, key, wallet));
    }

    @GetMapping
    @Access(scope = "merchant:read")
    @Operation(summary = "List the wallets, the newest of each family first: it is the one in use")
    Mono<Listing> list(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return wallets.of(caller.merchant()).map(this::view).collectList().map(Listing::new);
    }

    private Mono<ResponseEntity<byte[]>> registerOnce(
            Caller caller, @Nullable String key, NewWallet wallet) {
        var body = new Asked(wallet.family(), wallet.fingerprint());
        return idempotency.once(
                new IdempotentRequest(caller.name(), ROUTE, key, body),
                registration
                        .register(caller.merchant(), wallet)
                        .map(this::view)
                        .map(view -> ResponseEntity.status(HttpStatus.CREATED).body(view)));
    }

    private WalletView view(Wallet wallet) {
        return WalletView.of(wallet, families.require(wallet.family()).path(0));
    }

    /** What makes a request the same one when it comes again. */
    private record Asked(String family, String fingerprint) {}

    /** All wallets of a merchant; they are few, so the list has no pages. */
    record Listing(List<WalletView> wallets) {}
}
