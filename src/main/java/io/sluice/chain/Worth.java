package io.sluice.chain;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** What somebody asks in all, told in any currency there is a rate for. */
public interface Worth {

    /** Empty when nobody knows. */
    Optional<BigDecimal> in(Currency currency);
}
