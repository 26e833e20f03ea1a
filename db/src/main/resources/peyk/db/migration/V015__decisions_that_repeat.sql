-- Decisions that repeat -------------------------------------------------------------------------------------------------

-- A tracker that is told the same again within a day counts up the row of the last decision about it, and moves its time.
ALTER TABLE firmware_decision
  ADD COLUMN times integer NOT NULL DEFAULT 1,
  ADD COLUMN first_at timestamptz; -- grows with id, unlike at; none: at

-- room for that beside the row
ALTER TABLE firmware_decision SET (fillfactor = 90);
