-- Quotes as they were issued: rows are inserted and read by id, never changed.
CREATE TABLE quote (
    id          text           PRIMARY KEY,
    price       numeric(19, 4) NOT NULL CHECK (price > 0),
    currency    text           NOT NULL,
    asset       text           NOT NULL,
    units       numeric(78, 0) NOT NULL CHECK (units > 0),
    rate        numeric        NOT NULL CHECK (rate > 0),
    stale       boolean        NOT NULL,
    issued_at   timestamptz    NOT NULL,
    valid_until timestamptz    NOT NULL,
    sources     jsonb          NOT NULL,
    signature   text           NOT NULL
);
