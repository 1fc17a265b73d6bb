-- Until when a chain that stands still is known to hold nothing after the block of its cursor.
ALTER TABLE chain_cursor ADD COLUMN quiet_until timestamptz;
