-- whose senders must be proven in a block: all that have the nonce of what a block may decide
CREATE INDEX outbound_transaction_undecided ON outbound_transaction (chain, nonce)
    WHERE decided_height IS NULL;
CREATE INDEX transfer_orphaned_nonce ON transfer (chain, nonce) WHERE state = 'ORPHANED';
