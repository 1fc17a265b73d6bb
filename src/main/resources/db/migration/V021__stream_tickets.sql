-- What opens a payment's stream to a browser, and the sessions that came of it. The ticket itself
-- is kept nowhere. Read and written by primary key.
CREATE TABLE stream_ticket (
    hash       text        PRIMARY KEY CHECK (length(hash) = 64),
    payment    text        NOT NULL,
    -- whose token it was made with, and in whose words the payment is told
    caller     text        NOT NULL,
    audience   text        NOT NULL CHECK (audience IN ('MERCHANT', 'PAYER')),
    -- until when it can be opened, and when the token ends
    open_until timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    -- how often it was connected with: the newest connection is the one that counts
    connection bigint      NOT NULL DEFAULT 0,
    -- whether its client was told an id, and so can name one when it comes back
    told       boolean     NOT NULL DEFAULT false,
    kept_until timestamptz NOT NULL
);

-- Rows of no use any more are deleted in the order they became so.
CREATE INDEX stream_ticket_kept_until ON stream_ticket (kept_until);
