-- Whose a quote is, and what its asset was called then. Older rows are only read by their payments.
ALTER TABLE quote
    ADD COLUMN merchant text,
    ADD COLUMN symbol   text,
    ADD COLUMN decimals smallint;
