package io.sluice.payment.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.chain.Assets;
import io.sluice.merchant.KnownCallers;
import io.sluice.payment.ledger.PaymentRegister;
import org.springframework.context.ApplicationContext;
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

    @Bean
    PlainReadFilter plainReadFilter(
            KnownCallers callers,
            PaymentRegister payments,
            ViewAnswers answers,
            ApplicationContext gateway,
            MeterRegistry meters) {
        return new PlainReadFilter(callers, payments, answers, gateway, meters);
    }
}
