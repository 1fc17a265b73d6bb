/** Payments in numbers: what a partner, a payer and a wallet do, over the public API only. */
package io.sluice.loadtest;
