package io.sluice.money;

/** An amount of a currency as it leaves through the API; never a JSON number. */
public record Money(String amount, String currency) {

    public static Money of(Price price) {
        return new Money(price.text(), price.currency().getCurrencyCode());
    }
}
