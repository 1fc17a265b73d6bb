package io.sluice.merchant;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * From which totals on a merchant wants to be surer before they ship. What the deployment asks for
 * a total holds all the same: whichever of both is more.
 *
 * @param smallBelow totals below it are small
 * @param normalBelow totals below it are normal, from there on large
 * @param currency of both limits
 */
public record ConfirmationLimits(
        BigDecimal smallBelow, BigDecimal normalBelow, Currency currency) {}
