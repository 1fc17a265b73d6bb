package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Transactions as nodes tell them, believed only as far as their hash goes. */
class RpcSignedTests {

    private static final String HASH =
            "0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788";

    /** The example of EIP-155. */
    private static final String TOLD =
            """
            {"hash":"0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788",
             "type":"0x0","nonce":"0x9",
             "gasPrice":"0x4a817c800","gas":"0x5208","value":"0xde0b6b3a7640000","input":"0x",
             "to":"0x3535353535353535353535353535353535353535","v":"0x25",
             "r":"0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276",
             "s":"0x67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"}\
            """;

    @Test
    void areWhoseSignatureTheyHaveWhateverTheNodeSays() {
        var signed = told(json()).rebuilt(HASH).orElseThrow();

        assertThat(signed.sender()).isEqualTo("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F");
        assertThat(signed.hash()).isEqualTo(HASH);
    }

    @Test
    void areNothingWhenAnyFieldIsNotWhatWasSigned() {
        for (var field :
                List.of("nonce", "gasPrice", "gas", "value", "to", "v", "r", "s", "input")) {
            var forged = json();
            forged.put(field, forged.path(field).asString() + "00");
            assertThat(told(forged).rebuilt(HASH)).as(field).isEmpty();
        }
        assertThat(told(json()).rebuilt("0x" + "11".repeat(32))).isEmpty();
        assertThat(told(json().put("type", "0x2")).rebuilt(HASH)).isEmpty();
        assertThat(told(json().put("type", "0x7e")).rebuilt(HASH)).isEmpty();
    }

    private static ObjectNode json() {
        return (ObjectNode) JsonMapper.shared().readTree(TOLD);
    }

    private static RpcSigned told(ObjectNode json) {
        return JsonMapper.shared().treeToValue(json, RpcSigned.class);
    }
}
