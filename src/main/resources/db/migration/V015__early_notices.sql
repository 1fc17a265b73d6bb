-- What one node tells of a block before enough name it. It is shown, and never counted: no row
-- outlives the block that is read at its height.
CREATE TABLE early_transfer (
    chain      text           NOT NULL,
    id         text           NOT NULL,
    height     bigint         NOT NULL,
    address    text           NOT NULL,
    sender     text           NOT NULL,
    asset      text           NOT NULL,
    symbol     text           NOT NULL,
    decimals   integer        NOT NULL,
    units      numeric(78, 0) NOT NULL CHECK (units > 0),
    noticed_at timestamptz    NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, id)
);

-- what a block that was read makes an end of
CREATE INDEX early_transfer_height ON early_transfer (chain, height);
-- what a payment's view shows
CREATE INDEX early_transfer_address ON early_transfer (address);
