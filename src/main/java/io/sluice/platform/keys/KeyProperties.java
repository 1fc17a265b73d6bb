package io.sluice.platform.keys;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's own keys, the same on every replica. To rotate, put the new key first and keep the
 * old one until nothing it protects is still in use.
 *
 * @param signing EC P-256 private keys as JWKs; the first signs, all are published
 * @param payer symmetric keys of 256 bits or more as JWKs; the first issues payer tokens, all
 *     verify them
 */
@ConfigurationProperties("sluice.keys")
record KeyProperties(@DefaultValue List<Secret> signing, @DefaultValue List<Secret> payer) {}
