CREATE TABLE chain_report (
    chain       text PRIMARY KEY,
    report      jsonb       NOT NULL,
    reported_at timestamptz NOT NULL
);

COMMENT ON TABLE chain_report IS
    'What the replica that watches a chain hears of its nodes, for people to look at. Nothing that'
    ' is decided about money may read it.';

CREATE TABLE node_quarantine (
    chain         text        NOT NULL,
    node          text        NOT NULL,
    operator      text        NOT NULL,
    request       text        NOT NULL,
    reason        text        NOT NULL,
    caught_at     timestamptz NOT NULL DEFAULT now(),
    lifted_at     timestamptz,
    lifted_reason text,
    CHECK ((lifted_at IS NULL) = (lifted_reason IS NULL))
);

COMMENT ON TABLE node_quarantine IS
    'Each time a node was caught lying, with what it was asked and what did not fit. It has no say'
    ' until a person lifts that.';

-- a node is in quarantine once; also whether it is, and which are
CREATE UNIQUE INDEX node_quarantine_open ON node_quarantine (chain, node) WHERE lifted_at IS NULL;
-- what was ever held against nodes, the newest first
CREATE INDEX node_quarantine_caught ON node_quarantine (caught_at DESC);
