-- Until when a chain that stands still is known to hold nothing after the block of its cursor.
ALTER TABLE chain_cursor ADD COLUMN quiet_until timestamptz;

ALTER TABLE transfer
    ADD COLUMN origin          text,
    ADD COLUMN nonce           numeric(78, 0),
    ADD COLUMN replaced_by     text,
    ADD COLUMN replaced_height bigint,
    ADD CHECK ((state IN ('REPLACED', 'REVERTED')) = (replaced_height IS NOT NULL)),
    ADD CHECK ((replaced_by IS NULL) = (replaced_height IS NULL));

COMMENT ON COLUMN transfer.origin IS
    'Who signed its transaction; together with the nonce it knows what took its place. NULL for'
    ' what no account signed, and for what was last included before these columns were there.';
COMMENT ON COLUMN transfer.replaced_by IS
    'The transaction in its place; its own when that moved nothing when it was included again.';

-- what a block may say is replaced or reverted: few, for only a reorganisation orphans anything
CREATE INDEX transfer_orphaned ON transfer (chain, origin, nonce) WHERE state = 'ORPHANED';
-- what is only orphaned again when that block goes away
CREATE INDEX transfer_replaced ON transfer (chain, replaced_height)
    WHERE replaced_height IS NOT NULL;

-- what reached a payment's address: what is here first, the largest of each asset before others
DROP INDEX transfer_address;
CREATE INDEX transfer_address
    ON transfer (address, asset, (state = 'INCLUDED') DESC, units DESC, id);
