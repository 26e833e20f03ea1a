-- Schedules -----------------------------------------------------------------------------------------------------------

-- When each schedule fires, which all replicas share. What it does is in the settings.
CREATE TABLE schedule (
  name        text PRIMARY KEY,
  recurrence  text NOT NULL, -- as it was configured when next_at was worked out
  next_at     timestamptz,   -- none: not by itself
  paused      boolean NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE schedule_firing (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  schedule   text NOT NULL REFERENCES schedule,
  due_at     timestamptz NOT NULL,
  by_hand    boolean NOT NULL,
  begun_at   timestamptz NOT NULL,
  ended_at   timestamptz,
  devices    bigint, -- looked at
  addressed  bigint, -- of these, had something to be sent
  ordered    bigint, -- of these, were not waiting for the same already
  CHECK (num_nulls(ended_at, devices, addressed, ordered) IN (0, 4))
);

CREATE UNIQUE INDEX schedule_firing_under_way ON schedule_firing (schedule) WHERE ended_at IS NULL;
CREATE INDEX schedule_firing_schedule ON schedule_firing (schedule, id);
CREATE INDEX schedule_firing_ended ON schedule_firing (ended_at) WHERE ended_at IS NOT NULL;

-- The firing that a command is part of; it may be forgotten before the command is.
ALTER TABLE command ADD COLUMN firing_id bigint;

-- A firing has one command for a device, however often a part of it is done again.
CREATE UNIQUE INDEX command_firing ON command (firing_id, device_id) WHERE firing_id IS NOT NULL;

-- A hundred thousand commands of a firing wait for long, and are not to keep anybody else waiting: as due_at, of the
-- commands that are part of none.
ALTER TABLE command_device ADD COLUMN urgent_at timestamptz;

UPDATE command_device SET urgent_at = due_at WHERE due_at IS NOT NULL;

CREATE INDEX command_device_urgent ON command_device (urgent_at, device_id) WHERE urgent_at IS NOT NULL;
