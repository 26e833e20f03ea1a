-- Provisioning --------------------------------------------------------------------------------------------------------

-- Devices that were ever seen: whoever is not here is provisioned when it comes online.
CREATE TABLE known_device (
  device_id  bigint PRIMARY KEY,
  known_at   timestamptz NOT NULL
);

-- How far each has come that was provisioned.
CREATE TABLE provisioning (
  device_id   bigint PRIMARY KEY,
  step        text NOT NULL, -- waiting, version, imsi, number, balance; at the end done or gave_up
  started_at  timestamptz NOT NULL,
  since       timestamptz NOT NULL,
  command_id  bigint,        -- of the present step; it may be forgotten before this row is
  asked       integer NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX provisioning_step ON provisioning (step, device_id);

-- Whether all devices that were there before this service are known: a single row.
CREATE TABLE fleet (
  known  boolean NOT NULL
);

CREATE UNIQUE INDEX fleet_once ON fleet ((true));

INSERT INTO fleet (known) VALUES (false);
