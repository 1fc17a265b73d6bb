package io.sluice.payment.api;

import io.sluice.chain.Assets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires payments over HTTP. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    OpenPaymentReader openPaymentReader(Assets assets) {
        return new OpenPaymentReader(assets);
    }

    @Bean
    ViewAnswers viewAnswers() {
        return new ViewAnswers();
    }
}
