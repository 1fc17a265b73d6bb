-- What a liar sent, as far as it is worth keeping; NULL where nobody noted it.
ALTER TABLE node_quarantine
    ADD COLUMN response_digest  text,
    ADD COLUMN response_bytes   bigint,
    ADD COLUMN response_excerpt text CHECK (octet_length(response_excerpt) <= 4096);

COMMENT ON COLUMN node_quarantine.response_digest IS
    'SHA-256 of the bytes of the response; of several, one after the other as they were asked for.';
COMMENT ON COLUMN node_quarantine.response_excerpt IS
    'How each response begins, without what the address and the headers of the node hold.';
