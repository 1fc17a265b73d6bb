-- A payment: what was agreed, what happened, and what we last said about it.
-- Read and locked by id; listed newest first (ids sort by time).
CREATE TABLE payment (
    id         text COLLATE "C" PRIMARY KEY,
    merchant   text        NOT NULL,
    terms      jsonb       NOT NULL,
    facts      jsonb       NOT NULL,
    view       jsonb       NOT NULL,
    version    bigint      NOT NULL CHECK (version > 0),
    status     text        NOT NULL,
    reference  text,
    asset      text,
    created_at timestamptz NOT NULL
);

CREATE INDEX payment_of_merchant ON payment (merchant, id DESC);
CREATE INDEX payment_by_status ON payment (merchant, status, id DESC);
CREATE INDEX payment_by_reference ON payment (merchant, reference, id DESC);

-- An address belongs to one payment for ever.
CREATE TABLE payment_address (
    family  text NOT NULL,
    address text NOT NULL,
    payment text COLLATE "C" NOT NULL REFERENCES payment,
    PRIMARY KEY (family, address),
    UNIQUE (payment, family)
);

-- What could change a payment next, beside a transfer: the first value of a clock or counter at
-- which it must be derived again. The chain is empty for our own clock.
CREATE TABLE payment_due (
    payment   text COLLATE "C" NOT NULL REFERENCES payment,
    cause     text   NOT NULL,
    chain     text   NOT NULL,
    threshold bigint NOT NULL,
    PRIMARY KEY (payment, cause, chain)
);

CREATE INDEX payment_due_reached ON payment_due (chain, cause, threshold);

-- Payments to derive. Rows are only added and removed, so that whoever adds them never waits;
-- a payment may be here more than once.
CREATE TABLE payment_mark (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment    text COLLATE "C" NOT NULL,
    not_before timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX payment_mark_of_payment ON payment_mark (payment);

-- What we said, for ever: one event for each version, once for each audience.
CREATE TABLE payment_event (
    payment       text COLLATE "C" NOT NULL,
    version       bigint      NOT NULL CHECK (version > 0),
    id            text        NOT NULL UNIQUE,
    merchant      text        NOT NULL,
    closed        boolean     NOT NULL,
    merchant_json bytea       NOT NULL,
    payer_json    bytea       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (payment, version)
);

-- Events that have no position yet; versions of one payment have ascending numbers.
CREATE TABLE journal_pending (
    number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment text COLLATE "C" NOT NULL,
    version bigint NOT NULL
);

-- The order of commits. Positions are given to committed events only, without holes.
CREATE TABLE journal (
    position bigint PRIMARY KEY,
    payment  text COLLATE "C" NOT NULL,
    version  bigint NOT NULL,
    UNIQUE (payment, version)
);

-- One row: which journal this is, and the newest position given out.
CREATE TABLE journal_head (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    id       text   NOT NULL,
    position bigint NOT NULL
);

INSERT INTO journal_head (id, position)
VALUES (replace(gen_random_uuid()::text, '-', ''), 0);
