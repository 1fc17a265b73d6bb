package io.sluice.chain;

/** What may be wrong with a transaction that somebody signed to pay. */
public enum TransactionFlaw {
    TOO_LARGE("transaction-too-large"),
    MALFORMED("malformed-transaction"),
    UNSUPPORTED("unsupported-transaction"),
    UNPROTECTED("unprotected-transaction"),
    BAD_SIGNATURE("bad-signature"),
    WRONG_CHAIN("wrong-chain"),
    WRONG_RECIPIENT("wrong-recipient"),
    WRONG_ASSET("wrong-asset"),
    AMOUNT_TOO_LOW("amount-too-low"),
    GAS_TOO_LOW("gas-too-low");

    private final String code;

    TransactionFlaw(String code) {
        this.code = code;
    }

    /** Stable, for programs. */
    public String code() {
        return code;
    }
}
