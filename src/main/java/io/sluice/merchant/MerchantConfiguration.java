package io.sluice.merchant;

import io.sluice.platform.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the merchants. */
@Configuration(proxyBeanMethods = false)
class MerchantConfiguration {

    @Bean
    PostgresMerchants merchants(Database database) {
        return new PostgresMerchants(database);
    }
}
