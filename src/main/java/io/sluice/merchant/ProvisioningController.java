package io.sluice.merchant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a merchant is paid, as somebody sets it up for the merchants of a deployment. */
@RestController
@RequestMapping("/v1/merchants/{merchant}")
@Tag(name = "Provisioning")
class ProvisioningController {

    private final PostgresMerchants merchants;

    ProvisioningController(PostgresMerchants merchants) {
        this.merchants = merchants;
    }

    @GetMapping
    @Access(scope = "merchant:provision")
    @Operation(summary = "Read how any merchant wants to be paid")
    Mono<MerchantView> readOf(@PathVariable MerchantId merchant) {
        return merchants.find(merchant).map(MerchantView::of);
    }

    @PutMapping
    @Access(scope = "merchant:provision")
    @Operation(summary = "Set up how any merchant is paid; payments opened before keep their terms")
    Mono<MerchantView> putFor(
            @PathVariable MerchantId merchant, @Valid @RequestBody PutMerchant wishes) {
        return Mono.fromCallable(() -> wishes.of(merchant))
                .delayUntil(merchants::save)
                .map(MerchantView::of);
    }
}
