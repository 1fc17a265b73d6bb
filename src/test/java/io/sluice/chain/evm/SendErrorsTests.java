package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.family.Word.Kind;
import io.sluice.chain.rpc.RpcFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes mean when they do not take a transaction. */
class SendErrorsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    already known                                                    | KNOWN
                    known transaction: 0x7f657507aee0511e36d2d1972a6b22e917cc89f9    | KNOWN
                    Transaction with the same hash was already imported.            | KNOWN
                    transaction already imported                                     | KNOWN
                    unknown transaction type                                         | SILENT
                    nonce too low: address 0x33, tx: 8089 state: 8090                | NONCE_USED
                    call failed: OldNonce, Current nonce: 22                         | NONCE_USED
                    transaction already finalized                                    | NONCE_USED
                    nonce too high                                                   | NOT_HERE
                    replacement transaction underpriced                              | NOT_HERE
                    there is another tx which has the same nonce in the tx pool      | NOT_HERE
                    transaction underpriced                                          | NOT_HERE
                    FeeTooLow, FeePerGas needs to be higher than 100                 | NOT_HERE
                    max fee per gas less than block base fee                         | NOT_HERE
                    Transaction pool is full                                         | NOT_HERE
                    tx fee (1.10 ether) exceeds the configured cap (1.00 ether)      | NOT_HERE
                    insufficient funds for gas * price + value                       | REFUSED
                    Insufficient funds for gas * price + value                       | REFUSED
                    exceeds block gas limit                                          | REFUSED
                    invalid sender                                                   | REFUSED
                    intrinsic gas too low                                            | REFUSED
                    Failed to decode transaction                                     | REFUSED
                    something nobody has seen                                        | SILENT
                    """)
    void areUnderstoodByTheirWords(String said, Kind kind) {
        var cause =
                new RpcFailure.Refused(
                        "already known refused eth_sendRawTransaction: -32000 " + said, -32000);

        assertThat(SendErrors.word("alpha", cause).kind()).isEqualTo(kind);
    }
}
