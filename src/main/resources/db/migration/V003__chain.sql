CREATE TABLE chain_cursor (
    chain     text PRIMARY KEY,
    family    text   NOT NULL,
    height    bigint,
    hash      text,
    time      timestamptz,
    safe      bigint NOT NULL DEFAULT -1,
    finalized bigint NOT NULL DEFAULT -1,
    revision  bigint NOT NULL DEFAULT 0,
    CHECK ((height IS NULL) = (hash IS NULL) AND (height IS NULL) = (time IS NULL)),
    CHECK (finalized <= coalesce(height, -1))
);

COMMENT ON TABLE chain_cursor IS
    'How far each chain was read and verified. Whoever derives addresses takes the rows FOR SHARE,'
    ' the watcher updates its row before it looks for addresses: so each address is either seen by'
    ' the block that is being committed, or watched from the next one.';

-- family: the cursors of one family are locked together, in order of chain
CREATE INDEX chain_cursor_family ON chain_cursor (family, chain);

CREATE TABLE block (
    chain       text        NOT NULL,
    height      bigint      NOT NULL,
    hash        text        NOT NULL,
    parent_hash text        NOT NULL,
    time        timestamptz NOT NULL,
    orphaned    boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (chain, height, hash)
);

-- one block at a height is part of the chain; also the way back to a common ancestor
CREATE UNIQUE INDEX block_canonical ON block (chain, height) WHERE NOT orphaned;

CREATE TABLE wallet (
    id          text PRIMARY KEY,
    merchant    text        NOT NULL,
    family      text        NOT NULL,
    xpub        text        NOT NULL,
    fingerprint text        NOT NULL UNIQUE,
    next_index  integer     NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- the newest wallet of a merchant is the one that is used
CREATE INDEX wallet_merchant ON wallet (merchant, family, created_at DESC, id DESC);

CREATE TABLE deposit_address (
    family       text        NOT NULL,
    address      text        NOT NULL,
    wallet       text        NOT NULL REFERENCES wallet (id),
    index        integer     NOT NULL,
    payment      text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    allocated_at timestamptz,
    PRIMARY KEY (family, address),
    UNIQUE (wallet, index)
);

-- the pool: what can be given out, in order
CREATE INDEX deposit_address_free ON deposit_address (wallet, index) WHERE payment IS NULL;
-- a payment has one address in each family, for ever
CREATE UNIQUE INDEX deposit_address_payment ON deposit_address (payment, family)
    WHERE payment IS NOT NULL;

CREATE TABLE transfer (
    id                text PRIMARY KEY,
    chain             text           NOT NULL,
    address           text           NOT NULL,
    sender            text           NOT NULL,
    asset             text           NOT NULL,
    symbol            text           NOT NULL,
    decimals          integer        NOT NULL,
    units             numeric(78, 0) NOT NULL CHECK (units > 0),
    state             text           NOT NULL,
    grade             text           NOT NULL,
    block_height      bigint         NOT NULL,
    block_hash        text           NOT NULL,
    block_time        timestamptz    NOT NULL,
    first_included_at timestamptz    NOT NULL,
    revision          bigint         NOT NULL
);

-- what reached a payment's address, the largest of each asset first; also whether anything did
CREATE INDEX transfer_address ON transfer (address, asset, units DESC, id);
-- what goes away with the blocks above an ancestor
CREATE INDEX transfer_included ON transfer (chain, block_height) WHERE state = 'INCLUDED';

CREATE TABLE transfer_fact (
    transfer     text        NOT NULL REFERENCES transfer (id),
    revision     bigint      NOT NULL,
    state        text        NOT NULL,
    block_height bigint      NOT NULL,
    block_hash   text        NOT NULL,
    address      text        NOT NULL,
    asset        text        NOT NULL,
    units        numeric(78, 0) NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (transfer, revision)
);

COMMENT ON TABLE transfer_fact IS
    'Every change of every transfer, append-only; for one transfer the highest revision holds.';
