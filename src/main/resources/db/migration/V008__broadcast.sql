-- Transactions that payers signed, and those they only told the hash of. Each is one payment's.
CREATE TABLE outbound_transaction (
    chain          text           NOT NULL,
    hash           text           NOT NULL,
    payment        text           NOT NULL,
    address        text           NOT NULL,
    sender         text           NOT NULL,
    nonce          numeric(78, 0) NOT NULL,
    raw            text           NOT NULL,
    hinted         boolean        NOT NULL,
    transfer       text           NOT NULL,
    asset          text           NOT NULL,
    symbol         text           NOT NULL,
    decimals       integer        NOT NULL,
    units          numeric(78, 0) NOT NULL CHECK (units > 0),
    state          text           NOT NULL,
    reason         text,
    replaced_by    text,
    decided_height bigint,
    tried_height   bigint         NOT NULL DEFAULT -1,
    trials         bigint         NOT NULL DEFAULT 0,
    pause_seconds  integer        NOT NULL DEFAULT 0,
    next_at        timestamptz    NOT NULL DEFAULT now(),
    send_until     timestamptz,
    retried_at     timestamptz,
    noticed_at     timestamptz,
    since          timestamptz    NOT NULL DEFAULT now(),
    created_at     timestamptz    NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, hash)
);

COMMENT ON COLUMN outbound_transaction.hinted IS
    'Its payer sent it elsewhere and told us the hash: we look for it, and never send it.';
COMMENT ON COLUMN outbound_transaction.send_until IS
    'After this it is not sent for the first time; NULL when it is never sent.';
COMMENT ON COLUMN outbound_transaction.trials IS
    'Grows with whatever happens to it: a trial that began at another number is out of date.';
COMMENT ON COLUMN outbound_transaction.retried_at IS
    'When it was last taken up again after it had ended.';
COMMENT ON COLUMN outbound_transaction.since IS
    'Since when it is followed: it was kept, taken up again, or its block went away.';
COMMENT ON COLUMN outbound_transaction.noticed_at IS
    'When a node first had it; NULL while none is known to.';
COMMENT ON COLUMN outbound_transaction.decided_height IS
    'The block that it is in, or that another one of its sender and nonce is in.';

-- what a payment's callers ask for
CREATE INDEX outbound_transaction_payment ON outbound_transaction (payment, created_at);
-- what a payment's view shows
CREATE INDEX outbound_transaction_address ON outbound_transaction (address);
-- what a block decides: its own inclusion, or that of another with its nonce
CREATE INDEX outbound_transaction_origin ON outbound_transaction (chain, sender, nonce);
-- what is open again when that block goes away
CREATE INDEX outbound_transaction_decided ON outbound_transaction (chain, decided_height)
    WHERE decided_height IS NOT NULL;
-- what is to be sent, or looked for
CREATE INDEX outbound_transaction_next ON outbound_transaction (chain, next_at)
    WHERE state IN ('STORED', 'SENT', 'ACCEPTED');
-- what was followed long enough
CREATE INDEX outbound_transaction_since ON outbound_transaction (since)
    WHERE state IN ('STORED', 'SENT', 'ACCEPTED');

-- How often somebody had us look for a transaction lately.
CREATE TABLE transaction_hint (
    payment text PRIMARY KEY,
    since   timestamptz NOT NULL,
    asked   integer     NOT NULL
);
