package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.proof.RpcReceipt.RpcLog;
import io.sluice.chain.rpc.RpcNodesForTests;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RpcReceiptTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":\"0x\"}                    | false",
                "{\"data\":\"0x\",\"removed\":null}   | false",
                "{\"data\":\"0x\",\"removed\":false}  | false",
                "{\"data\":\"0x\",\"removed\":true}   | true"
            })
    void takesALogForRemovedOnlyWhenTheNodeSaysSo(String log, boolean removed) {
        node("{\"id\":1,\"result\":[{\"logs\":[" + log + "]}]}")
                .as(StepVerifier::create)
                .assertNext(receipts ->
                        assertThat(receipts[0].logs())
                                .extracting(RpcLog::removed)
                                .containsExactly(removed))
                .verifyComplete();
    }

    private static Mono<RpcReceipt[]> node(String body) {
        return RpcNodesForTests.node(
                        "a",
                        "a",
                        _ -> Mono.just(ClientResponse.create(HttpStatus.OK).body(body).build()))
                .call("eth_getBlockReceipts", List.of("0x"), RpcReceipt[].class);
    }
}
