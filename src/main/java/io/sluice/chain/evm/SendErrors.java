package io.sluice.chain.evm;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import io.sluice.chain.family.Word;
import io.sluice.chain.family.Word.Kind;
import io.sluice.chain.rpc.RpcFailure;
import java.util.List;
import java.util.regex.Pattern;

/** What nodes mean when they do not take a transaction, by how their clients put it. */
final class SendErrors {

    private static final Pattern REFUSAL =
            Pattern.compile(".*? refused eth_sendRawTransaction: -?\\d+ (.*)", DOTALL);

    private static final List<Wording> WORDINGS =
            List.of(
                    new Wording(
                            Kind.KNOWN,
                            "",
                            "(?<!un)known transaction\\b|already ?known|same hash was already"
                                    + " imported|AlreadyImported|already imported|already in the"
                                    + " system"),
                    new Wording(
                            Kind.NOT_HERE,
                            "replacement_underpriced",
                            "replacement transaction underpriced|same nonce in the tx pool|could"
                                    + " not replace existing|had higher priority"),
                    new Wording(
                            Kind.NONCE_USED,
                            "nonce_used",
                            "nonce too low|OldNonce|invalid transaction nonce|Pool\\(Stale\\)"
                                    + "|already finalized|already mined"),
                    new Wording(
                            Kind.NOT_HERE,
                            "nonce_too_high",
                            "nonce too high|NonceGap|future nonce"),
                    new Wording(
                            Kind.REFUSED,
                            "insufficient_funds",
                            "insufficient ?(funds|balance)|not enough funds|cause overdraft"
                                    + "|INSUFFICIENT_PAYER_BALANCE"),
                    new Wording(
                            Kind.NOT_HERE,
                            "fee_cap",
                            "exceeds the configured cap|fee cap exceeded"),
                    new Wording(
                            Kind.NOT_HERE,
                            "pool_full",
                            "queue full|pool (is )?full|too many transactions in the queue"),
                    new Wording(
                            Kind.NOT_HERE,
                            "underpriced",
                            "underpriced|gas price (is )?(too low|below|less)|FeeTooLow|fee too low"
                                    + "|below (configured )?minimum|less than block base fee|max"
                                    + " fee per gas less"),
                    new Wording(
                            Kind.REFUSED,
                            "invalid",
                            "block gas limit|invalid (sender|signature|chain id|rlp|message)"
                                    + "|negative value|gas uint64|intrinsic gas|GasLimitExceeded"
                                    + "|supplied gas|too large|oversized|is banned|blacklist"
                                    + "|forbidden sender|decode transaction|rlp:|too short|type not"
                                    + " supported|exceeds gas limit"));

    private SendErrors() {}

    private record Wording(Kind kind, String reason, Pattern pattern) {

        Wording(Kind kind, String reason, String words) {
            this(kind, reason, Pattern.compile(words, CASE_INSENSITIVE));
        }
    }

    /** What it says of the transaction that an operator's node failed to take it this way. */
    static Word word(String operator, Throwable cause) {
        return cause instanceof RpcFailure.Refused refused
                ? said(operator, String.valueOf(refused.getMessage()))
                : new Word(operator, Kind.SILENT, "");
    }

    private static Word said(String operator, String message) {
        var refusal = REFUSAL.matcher(message);
        var words = refusal.matches() ? refusal.group(1) : message;
        return WORDINGS.stream()
                .filter(it -> it.pattern().matcher(words).find())
                .findFirst()
                .map(it -> new Word(operator, it.kind(), it.reason()))
                .orElseGet(() -> new Word(operator, Kind.SILENT, ""));
    }
}
