-- SIM cards -----------------------------------------------------------------------------------------------------------

-- What trackers passed on of operators' answers to USSD codes, as it was sent. The messages of a lane are read in order,
-- those of one tracker are in one lane.
CREATE TABLE ussd_message (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  imei         text NOT NULL, -- or whatever was sent in its place
  data         text NOT NULL,
  address      text NOT NULL,
  received_at  timestamptz NOT NULL,
  lane         smallint NOT NULL,
  handled_at   timestamptz,
  outcome      text,
  CHECK (num_nulls(handled_at, outcome) IN (0, 2))
) WITH (
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 20000
);

CREATE INDEX ussd_message_waiting ON ussd_message (lane, id) WHERE handled_at IS NULL;
CREATE INDEX ussd_message_handled ON ussd_message (handled_at) WHERE handled_at IS NOT NULL;

-- for whoever asks what a tracker has sent; not of those that wait, so that it costs a tracker no time
CREATE INDEX ussd_message_imei ON ussd_message (imei, id) WHERE handled_at IS NOT NULL;

-- What was learnt of SIMs, one row for each message that told something.
CREATE TABLE sim_reading (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  imei     text NOT NULL,
  at       timestamptz NOT NULL,
  balance  bigint, -- rials
  number   text
);

CREATE INDEX sim_reading_imei ON sim_reading (imei, id DESC);
CREATE INDEX sim_reading_at ON sim_reading (at);

-- The latest of each.
CREATE TABLE sim_status (
  imei        text PRIMARY KEY,
  device_id   bigint NOT NULL,
  balance     bigint, -- rials
  balance_at  timestamptz,
  number      text,
  number_at   timestamptz,
  CHECK (num_nulls(balance, balance_at) IN (0, 2)),
  CHECK (num_nulls(number, number_at) IN (0, 2))
) WITH (fillfactor = 80);

CREATE INDEX sim_status_balance ON sim_status (balance);
