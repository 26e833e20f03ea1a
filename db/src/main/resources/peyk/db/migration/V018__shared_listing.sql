-- Work of one replica at a time ------------------------------------------------------------------------------------------

CREATE TABLE lease (
  name    text PRIMARY KEY,
  holder  uuid NOT NULL, -- the replica
  until   timestamptz NOT NULL
) WITH (fillfactor = 50);

-- The devices of Traccar --------------------------------------------------------------------------------------------------

-- As a replica last listed them, so that the others need not.
CREATE TABLE listed_device (
  device_id  bigint PRIMARY KEY,
  imei       text COLLATE "C" -- none: its unique id is not an IMEI
);

-- About that listing.
ALTER TABLE fleet
  ADD COLUMN listed_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN devices   integer NOT NULL DEFAULT 0,
  ADD COLUMN online    integer NOT NULL DEFAULT 0,
  ADD COLUMN version   bigint NOT NULL DEFAULT 0; -- counts the changes of listed_device

-- Answers that were missed ------------------------------------------------------------------------------------------------

ALTER TABLE listening
  ADD COLUMN sound_at  timestamptz, -- the last check that found no notification and no link missing
  ADD COLUMN owed_from timestamptz; -- none: nothing was missed in that way

-- How far the fetching of missed answers has come: devices are asked for in the order of their ids.
CREATE TABLE recovery_pass (
  name         text PRIMARY KEY,
  begun_at     timestamptz NOT NULL,
  last_device  bigint NOT NULL
);
