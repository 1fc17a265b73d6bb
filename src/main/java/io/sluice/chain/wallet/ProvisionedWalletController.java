package io.sluice.chain.wallet;

import io.sluice.chain.wallet.MerchantWallets.Order;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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

/** Wallets that somebody sets up for the merchants of a deployment. */
@RestController
@RequestMapping("/v1/merchants/{merchant}/wallets")
@Tag(name = "Provisioning")
class ProvisionedWalletController {

    private final MerchantWallets wallets;

    ProvisionedWalletController(MerchantWallets wallets) {
        this.wallets = wallets;
    }

    @PostMapping
    @Access(scope = "merchant:provision")
    @Operation(summary = "Register an extended public key for any merchant")
    Mono<ResponseEntity<byte[]>> registerFor(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable MerchantId merchant,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody RegisterWallet request) {
        var route = "POST /v1/merchants/" + merchant + "/wallets";
        return wallets.register(new Order(caller, route, merchant, key), request);
    }

    @GetMapping
    @Access(scope = "merchant:provision")
    @Operation(summary = "List the wallets of any merchant; of each family, the one in use first")
    Mono<WalletListing> listOf(@PathVariable MerchantId merchant) {
        return wallets.of(merchant);
    }

    @PostMapping("/{id}/use")
    @Access(scope = "merchant:provision")
    @Operation(summary = "Have new payments of any merchant go to this wallet")
    Mono<WalletView> useOf(@PathVariable MerchantId merchant, @PathVariable String id) {
        return wallets.use(merchant, id)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
