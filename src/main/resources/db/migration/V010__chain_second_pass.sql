ALTER TABLE block
    ADD COLUMN grade       text   NOT NULL DEFAULT 'QUORUM',
    ADD COLUMN operators   text[] NOT NULL DEFAULT '{}',
    ADD COLUMN recorded_at timestamptz;
UPDATE block SET recorded_at = time;
-- not now(): a unit may have begun long before it had the cursor
ALTER TABLE block
    ALTER COLUMN recorded_at SET DEFAULT clock_timestamp(),
    ALTER COLUMN recorded_at SET NOT NULL;

COMMENT ON COLUMN block.operators IS
    'Who told it: the second pass asks others. Empty for what was read before this was kept.';
COMMENT ON COLUMN block.recorded_at IS
    'When it was taken in: addresses that were derived later were not under watch in it.';

CREATE TABLE chain_second_pass (
    chain  text PRIMARY KEY,
    height bigint NOT NULL
);

COMMENT ON TABLE chain_second_pass IS
    'Up to which block each chain was read twice. Not in chain_cursor, so that the second pass'
    ' never has the first one wait.';
