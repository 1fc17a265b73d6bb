-- Which replica does a job that only one may do. Read and written by primary key only.
CREATE TABLE lease (
    name       text        PRIMARY KEY,
    holder     text        NOT NULL,
    term       bigint      NOT NULL CHECK (term > 0),
    expires_at timestamptz NOT NULL
);

-- What was answered to a request that must happen once. Looked up by (caller, route, key).
CREATE TABLE idempotency_key (
    caller     text        NOT NULL,
    route      text        NOT NULL,
    key        text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    body_hash  bytea       NOT NULL,
    status     integer     NOT NULL CHECK (status BETWEEN 200 AND 499),
    headers    jsonb       NOT NULL,
    body       bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, route, key)
);

-- Retention: rows are deleted in the order they were made.
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
