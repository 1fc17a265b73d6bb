-- From which totals on a merchant wants to be surer than the deployment asks; all null for nowhere.
ALTER TABLE merchant
    ADD COLUMN confirmation_currency     text CHECK (confirmation_currency ~ '^[A-Z]{3}$'),
    ADD COLUMN confirmation_small_below  numeric CHECK (confirmation_small_below >= 0),
    ADD COLUMN confirmation_normal_below numeric,
    ADD CONSTRAINT merchant_confirmation_ascends
        CHECK (confirmation_normal_below >= confirmation_small_below),
    ADD CONSTRAINT merchant_confirmation_whole
        CHECK (num_nulls(confirmation_currency, confirmation_small_below,
                         confirmation_normal_below) IN (0, 3));

-- Which wallet of a family new payments go to: the one taken into use last.
ALTER TABLE wallet ADD COLUMN used_since timestamptz NOT NULL DEFAULT now();
UPDATE wallet SET used_since = created_at;
DROP INDEX wallet_merchant;
CREATE INDEX wallet_merchant ON wallet (merchant, family, used_since DESC, id DESC);
