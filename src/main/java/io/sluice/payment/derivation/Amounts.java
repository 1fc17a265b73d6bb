package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.money.AssetAmount;
import java.util.List;

/**
 * A payment in numbers, all in the chosen asset.
 *
 * @param due what was quoted
 * @param need what covers it, with the tolerance
 * @param seen everything heard of, one node's word included
 * @param counted what is verified and in time
 * @param settled what of it is final
 * @param missing what the payer is still to send; none once covered
 * @param surplus what counts beyond what is due
 */
public record Amounts(
        AssetAmount due,
        AssetAmount need,
        AssetAmount seen,
        AssetAmount counted,
        AssetAmount settled,
        AssetAmount missing,
        AssetAmount surplus) {

    static Amounts of(Evidence evidence, Choice choice) {
        var holdings = evidence.holdings(choice);
        var counted = sum(choice, holdings.counted());
        return new Amounts(
                choice.due(),
                evidence.need(choice),
                sum(choice, holdings.seen()),
                counted,
                evidence.finalSum(choice),
                evidence.missing(choice),
                counted.less(choice.due()));
    }

    private static AssetAmount sum(Choice choice, List<Transfer> transfers) {
        return Holdings.sum(choice.asset(), transfers.stream());
    }
}
