-- The newest connection with a ticket whose stream lived: it ends those before it. One that was only
-- counted ends none, for its client may have gone or been turned away since. The first has none to
-- end. Replicas of the release before say nothing here: what they tell ends older streams of others
-- by messages alone, until they have gone, too, and whatever was counted ends theirs.
ALTER TABLE stream_ticket ADD COLUMN newest bigint NOT NULL DEFAULT 1;
