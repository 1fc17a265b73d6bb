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
