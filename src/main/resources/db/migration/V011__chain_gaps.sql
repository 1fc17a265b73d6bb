ALTER TABLE block
    ADD COLUMN gap  boolean NOT NULL DEFAULT false,
    ADD COLUMN note text;

COMMENT ON COLUMN block.gap IS
    'An operator had the chain go on without this block being read; the second pass closes it.';
COMMENT ON COLUMN block.note IS 'Why it was skipped; stays when the gap is closed.';

-- few, and closed from the lowest up
CREATE INDEX block_gap ON block (chain, height) WHERE gap AND NOT orphaned;

ALTER TABLE chain_cursor
    ADD COLUMN stuck_at      bigint,
    ADD COLUMN gap_height    bigint,
    ADD COLUMN gap_time      timestamptz,
    ADD COLUMN called_final  bigint NOT NULL DEFAULT -1,
    ADD COLUMN deepest_reorg bigint NOT NULL DEFAULT 0,
    ADD CHECK ((gap_height IS NULL) = (gap_time IS NULL)),
    ADD CHECK (finalized < gap_height);
UPDATE chain_cursor SET called_final = finalized;

COMMENT ON COLUMN chain_cursor.stuck_at IS
    'The next block, while it could not be read for long: the only one an operator can skip.';
COMMENT ON COLUMN chain_cursor.gap_height IS
    'The lowest open gap: nothing above it is final, and nothing later than gap_time, when the'
    ' chain was last known below it, counts as read.';
COMMENT ON COLUMN chain_cursor.called_final IS
    'What the chain calls final, also above an open gap; finalized is what counts.';
COMMENT ON COLUMN chain_cursor.deepest_reorg IS
    'How many blocks went away at most at once, since an operator last set it back.';
