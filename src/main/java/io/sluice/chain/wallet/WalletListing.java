package io.sluice.chain.wallet;

import java.util.List;

/** All wallets of a merchant. */
record WalletListing(List<WalletView> wallets) {}
