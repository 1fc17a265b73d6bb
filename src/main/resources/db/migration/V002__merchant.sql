-- How a merchant wants to be paid. Read and written by primary key only.
CREATE TABLE merchant (
    id                  text          PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    display_name        text          NOT NULL CHECK (length(display_name) BETWEEN 1 AND 100),
    tolerance_absolute  numeric       NOT NULL CHECK (tolerance_absolute >= 0),
    tolerance_percent   numeric       NOT NULL CHECK (tolerance_percent BETWEEN 0 AND 50),
    tolerance_cap       numeric       NOT NULL CHECK (tolerance_cap >= 0),
    tolerance_currency  text          NOT NULL CHECK (tolerance_currency ~ '^[A-Z]{3}$'),
    late                text          NOT NULL CHECK (late IN ('hold', 'accept_if_covered')),
    maximum_lateness_s  bigint        NOT NULL CHECK (maximum_lateness_s >= 0),
    choose_within_s     bigint        NOT NULL CHECK (choose_within_s > 0),
    pay_within_s        bigint        NOT NULL CHECK (pay_within_s > 0),
    updated_at          timestamptz   NOT NULL DEFAULT now()
);
