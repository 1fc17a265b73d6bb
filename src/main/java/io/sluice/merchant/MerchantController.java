package io.sluice.merchant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a merchant wants to be paid. */
@RestController
@RequestMapping("/v1/merchant")
@Tag(name = "Merchant")
class MerchantController {

    private final PostgresMerchants merchants;

    MerchantController(PostgresMerchants merchants) {
        this.merchants = merchants;
    }

    @GetMapping
    @Access(scope = "merchant:read")
    @Operation(summary = "Read how you want to be paid")
    Mono<MerchantView> read(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return merchants.find(caller.merchant()).map(MerchantView::of);
    }

    @PutMapping
    @Access(scope = "merchant:write")
    @Operation(summary = "Say how you want to be paid; payments opened before keep their terms")
    Mono<MerchantView> put(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody PutMerchant wishes) {
        return Mono.fromCallable(() -> wishes.of(caller.merchant()))
                .delayUntil(merchants::save)
                .map(MerchantView::of);
    }
}
