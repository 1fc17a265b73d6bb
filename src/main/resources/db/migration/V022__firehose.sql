-- Nobody is told anything while this runs, for it keeps the journal to itself: it is for journals that
-- are read through in seconds. It gives up rather than wait for its turn for long.
SET LOCAL lock_timeout = '10s';

-- Whose an event is, beside its position: a merchant's events after a position are read from this
-- index alone, however many there are of others. Not called merchant: replicas of the release before
-- join this table with payment_event, and name that column without saying whose.
ALTER TABLE journal ADD COLUMN owner text;

UPDATE journal
   SET owner = payment_event.merchant
  FROM payment_event
 WHERE payment_event.payment = journal.payment AND payment_event.version = journal.version;

-- A replica of the release before, which may still give out positions, says nothing of owners.
CREATE FUNCTION journal_owner() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    SELECT merchant INTO NEW.owner
      FROM payment_event
     WHERE payment = NEW.payment AND version = NEW.version;
    RETURN NEW;
END
$$;

CREATE TRIGGER journal_owner BEFORE INSERT ON journal
    FOR EACH ROW WHEN (NEW.owner IS NULL) EXECUTE FUNCTION journal_owner();

ALTER TABLE journal ALTER COLUMN owner SET NOT NULL;

CREATE UNIQUE INDEX journal_of_owner ON journal (owner, position) INCLUDE (payment, version);
