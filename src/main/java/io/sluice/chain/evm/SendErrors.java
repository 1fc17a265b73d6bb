package io.sluice.chain.evm;

import io.sluice.chain.family.Word;
import io.sluice.chain.family.Word.Kind;
import io.sluice.chain.rpc.RpcErrorClass;
import io.sluice.chain.rpc.RpcFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What it means for a transaction that a node failed to take it. */
final class SendErrors {

    private static final Logger log = LoggerFactory.getLogger(SendErrors.class);

    private SendErrors() {}

    /** What an operator said by failing in this way. */
    static Word word(String operator, Throwable cause) {
        if (!(cause instanceof RpcFailure.Refused refused)) {
            return new Word(operator, Kind.SILENT, "");
        }
        if (refused.errorClass() == RpcErrorClass.OTHER) {
            log.warn(
                    "A node refused a transaction in words nobody knows operator={} said={}",
                    operator,
                    refused.getMessage());
        }
        return word(operator, refused.errorClass());
    }

    private static Word word(String operator, RpcErrorClass means) {
        return switch (means) {
            case TX_ALREADY_KNOWN -> new Word(operator, Kind.KNOWN, "");
            case TX_ALREADY_MINED, TX_NONCE_LOW ->
                    new Word(operator, Kind.NONCE_USED, "nonce_used");
            case TX_REPLACED, TX_REPLACEMENT_UNDERPRICED ->
                    new Word(operator, Kind.NOT_HERE, "replacement_underpriced");
            case TX_NONCE_HIGH -> new Word(operator, Kind.NOT_HERE, "nonce_too_high");
            case TX_POOL_FULL, TX_EVICTED -> new Word(operator, Kind.NOT_HERE, "pool_full");
            case TX_UNDERPRICED -> new Word(operator, Kind.NOT_HERE, "underpriced");
            case TX_FEE_CAP -> new Word(operator, Kind.NOT_HERE, "fee_cap");
            case TX_INSUFFICIENT_FUNDS -> new Word(operator, Kind.REFUSED, "insufficient_funds");
            case TX_FATAL, TX_FATAL_STUCK, TX_MALFORMED ->
                    new Word(operator, Kind.REFUSED, "invalid");
            case INVALID_PARAMS, OTHER -> new Word(operator, Kind.NOT_HERE, "other");
            case RANGE_TOO_LARGE,
                    TOO_MANY_ADDRESSES,
                    RATE_LIMIT,
                    RATE_LIMIT_SENDER,
                    BILLING,
                    AUTH,
                    MISSING_DATA,
                    EXEC_STATE_ARTIFACT,
                    TAG_UNSUPPORTED,
                    UNSUPPORTED_METHOD,
                    FILTER_NOT_FOUND,
                    EXEC_REVERT,
                    EXEC_HALT,
                    TIMEOUT,
                    UNAVAILABLE,
                    MALFORMED ->
                    new Word(operator, Kind.SILENT, "");
        };
    }
}
