package io.sluice.platform.rate;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.sse.OpenStreams;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires how often somebody may ask. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateProperties.class)
class RateConfiguration {

    @Bean
    Rates rates(
            RateProperties properties,
            AsyncProxyManager<String> sharedBuckets,
            OpenStreams streams,
            ApplicationContext gateway,
            MeterRegistry meters) {
        return new Rates(properties, sharedBuckets, streams, gateway, System::nanoTime, meters);
    }

    @Bean
    AddressRate addressRate(Rates rates) {
        return new AddressRate(rates);
    }
}
