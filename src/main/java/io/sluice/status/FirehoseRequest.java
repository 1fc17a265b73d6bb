package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.payment.Journal.Mark;
import io.sluice.platform.sse.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * A client that wants to hear of all payments of its merchant.
 *
 * @param last the place it says it has come to, which may be none of ours; null if it says nothing
 */
record FirehoseRequest(Caller caller, @Nullable Mark last, Visitor visitor) {}
