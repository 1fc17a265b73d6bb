package io.sluice.chain.wallet;

import io.sluice.chain.wallet.MerchantWallets.Order;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Where a merchant's money goes: extended public keys, never private ones. */
@RestController
@RequestMapping("/v1/merchant/wallets")
@Tag(name = "Wallets")
class WalletController {

    private static final String ROUTE = "POST /v1/merchant/wallets";

    private final MerchantWallets wallets;

    WalletController(MerchantWallets wallets) {
        this.wallets = wallets;
    }

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
        return wallets.register(new Order(caller, ROUTE, caller.merchant(), key), request);
    }

    @GetMapping
    @Access(scope = "merchant:read")
    @Operation(summary = "List the wallets; of each family, the one in use first")
    Mono<WalletListing> list(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return wallets.of(caller.merchant());
    }

    @PostMapping("/{id}/use")
    @Access(scope = "merchant:write")
    @Operation(summary = "Have new payments go to this wallet; addresses given out stay watched")
    Mono<WalletView> use(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id) {
        return wallets.use(caller.merchant(), id).switchIfEmpty(Mono.error(WalletController::none));
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
