package io.sluice.payment.api;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.ledger.OpenPayment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what came over the wire into a request that can be carried out, or says what is wrong. */
final class OpenPaymentReader {

    private static final int MAX_REFERENCE = 128;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_ASSETS = 50;
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOST_TO_CHOOSE = Duration.ofDays(30);
    private static final Duration MOST_TO_PAY = Duration.ofDays(1);

    private final Assets assets;

    OpenPaymentReader(Assets assets) {
        this.assets = assets;
    }

    OpenPayment read(MerchantId merchant, OpenPaymentRequest request) {
        var fields = new Fields();
        var price = fields.price(request.price());
        var reference = fields.text("/reference", request.reference(), MAX_REFERENCE);
        var description = fields.text("/description", request.description(), MAX_DESCRIPTION);
        var returnUrl = fields.returnUrl(request.returnUrl());
        var choose =
                fields.duration("/choose_within", request.chooseWithin(), LEAST, MOST_TO_CHOOSE);
        var pay = fields.duration("/pay_within", request.payWithin(), LEAST, MOST_TO_PAY);
        var metadata =
                Objects.requireNonNullElse(request.metadata(), Map.<String, @Nullable String>of());
        fields.metadata(metadata);
        checkIds(fields, request.assets());
        fields.refuseIfAny();
        var offered = offered(request.assets());
        return new OpenPayment(
                merchant,
                Objects.requireNonNull(price),
                reference,
                description,
                offered,
                chosen(offered, request.asset()),
                present(metadata),
                returnUrl,
                choose,
                pay);
    }

    private static void checkIds(Fields fields, @Nullable List<@Nullable String> ids) {
        if (ids == null) {
            return;
        }
        fields.require(!ids.isEmpty(), "/assets", "must not be empty");
        fields.require(ids.size() <= MAX_ASSETS, "/assets", "must have at most 50 entries");
        var seen = new HashSet<String>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            fields.require(id != null, "/assets/" + i, "is required");
            fields.require(id == null || seen.add(id), "/assets/" + i, "is there already");
        }
    }

    private List<Asset> offered(@Nullable List<@Nullable String> ids) {
        if (ids == null) {
            return assets.all();
        }
        var offered = new ArrayList<Asset>();
        for (var i = 0; i < ids.size(); i++) {
            offered.add(known("/assets/" + i, Objects.requireNonNull(ids.get(i))));
        }
        return List.copyOf(offered);
    }

    private @Nullable Asset chosen(List<Asset> offered, @Nullable String id) {
        if (id == null) {
            return null;
        }
        var asset = known("/asset", id);
        if (!offered.contains(asset)) {
            throw new PaymentFailure.AssetNotOffered("/asset");
        }
        return asset;
    }

    private Asset known(String pointer, String id) {
        try {
            return assets.require(id);
        } catch (ChainFailure.UnknownAsset unknown) {
            throw new PaymentFailure.UnknownAsset(pointer);
        }
    }

    private static Map<String, String> present(Map<String, @Nullable String> metadata) {
        var present = new LinkedHashMap<String, String>();
        metadata.forEach((key, value) -> present.put(key, Objects.requireNonNull(value)));
        return present;
    }
}
