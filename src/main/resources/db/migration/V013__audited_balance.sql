CREATE TABLE audited_balance (
    chain   text           NOT NULL,
    address text           NOT NULL,
    asset   text           NOT NULL,
    height  bigint         NOT NULL,
    units   numeric(78, 0) NOT NULL,
    PRIMARY KEY (chain, address, asset)
);

COMMENT ON TABLE audited_balance IS
    'What an address held at the end of the final block at which that was last looked at. What it'
    ' holds more at a later one must be what reached it in between.';

-- whose balances are looked at: what was allocated lately, in that order
CREATE INDEX deposit_address_allocated ON deposit_address (family, allocated_at, address)
    WHERE payment IS NOT NULL;
