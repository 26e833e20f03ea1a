-- One-time codes ------------------------------------------------------------------------------------------------------

-- All that is known of a phone that asked for a code. A code itself is stored nowhere: it is derived from challenge_id.
CREATE TABLE otp_phone (
  phone                text PRIMARY KEY, -- E.164
  challenge_id         uuid,             -- none: never asked, used, or the text failed
  first_sent_at        timestamptz NOT NULL,
  expires_at           timestamptz NOT NULL,
  attempts             integer NOT NULL DEFAULT 0,
  claimed_until        timestamptz,
  failures_in_a_row    integer NOT NULL DEFAULT 0,
  recent_failures      timestamptz[] NOT NULL DEFAULT '{}', -- of the last day
  unsettled_challenge  uuid,
  unsettled_reference  uuid,
  unsettled_at         timestamptz,
  CHECK (num_nulls(unsettled_challenge, unsettled_reference, unsettled_at) IN (0, 3))
) WITH (fillfactor = 80);

-- for housekeeping; a phone with failures in a row is remembered until somebody signs in
CREATE INDEX otp_phone_forgettable ON otp_phone (expires_at) WHERE failures_in_a_row = 0;

-- One row for each request that was granted: limits are windows that slide over these.
CREATE TABLE otp_request (
  id       uuid PRIMARY KEY,
  phone    text NOT NULL,
  address  text NOT NULL,
  block    text NOT NULL,
  at       timestamptz NOT NULL
);

CREATE INDEX otp_request_phone ON otp_request (phone, at);
CREATE INDEX otp_request_address ON otp_request (address, at);
CREATE INDEX otp_request_block ON otp_request (block, at);
CREATE INDEX otp_request_at ON otp_request (at);

-- Devices -------------------------------------------------------------------------------------------------------------

CREATE TABLE device_claim (
  device_id          bigint PRIMARY KEY, -- Traccar's, as all device and account ids here
  owner              bigint,
  named              boolean NOT NULL DEFAULT false,
  version            bigint NOT NULL,
  pending_owner      bigint,
  pending_from       bigint,
  pending_commanded  boolean,
  pending_since      timestamptz,
  CHECK (num_nulls(pending_owner, pending_commanded, pending_since) IN (0, 3))
);

-- Numbers in the names of devices that are not in Traccar yet.
CREATE TABLE device_name (
  device_id   bigint PRIMARY KEY,
  account_id  bigint NOT NULL,
  number      integer NOT NULL
);

CREATE INDEX device_name_account ON device_name (account_id);

-- Orders what waits for a device, answers and patches alike.
CREATE SEQUENCE device_change_sequence;

-- What trackers answered, one row each however often it was heard.
CREATE TABLE event_inbox (
  sequence     bigint PRIMARY KEY DEFAULT nextval('device_change_sequence'),
  event_id     bigint NOT NULL,
  fingerprint  bigint NOT NULL, -- a hash of device and result, and of the time for those that share id 0
  device_id    bigint NOT NULL,
  event_time   timestamptz NOT NULL,
  result       text NOT NULL,
  received_at  timestamptz NOT NULL,
  handled_at   timestamptz,
  UNIQUE (event_id, fingerprint)
);

CREATE INDEX event_inbox_waiting ON event_inbox (device_id, sequence) WHERE handled_at IS NULL;
CREATE INDEX event_inbox_handled ON event_inbox (handled_at) WHERE handled_at IS NOT NULL;

CREATE TABLE device_patch (
  sequence   bigint PRIMARY KEY DEFAULT nextval('device_change_sequence'),
  device_id  bigint NOT NULL,
  patch      jsonb NOT NULL
);

CREATE INDEX device_patch_waiting ON device_patch (device_id, sequence);

-- Parameter lists that are too long for Traccar.
CREATE TABLE device_parameter_list (
  device_id  bigint NOT NULL,
  attribute  text NOT NULL,
  list       text NOT NULL,
  kept_at    timestamptz NOT NULL,
  PRIMARY KEY (device_id, attribute)
);

CREATE TABLE wanted_command (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id  bigint NOT NULL,
  text       text NOT NULL,
  wanted_at  timestamptz NOT NULL,
  UNIQUE (device_id, text)
);

CREATE INDEX wanted_command_waiting ON wanted_command (device_id, id);

-- Up to when all events are in the inbox: a single row.
CREATE TABLE listening (
  heard_until  timestamptz NOT NULL
);

CREATE UNIQUE INDEX listening_once ON listening ((true));

INSERT INTO listening (heard_until) VALUES (now());

-- Durable jobs --------------------------------------------------------------------------------------------------------

-- db-scheduler's table (16.12), and wakeups: how often somebody had reason to want the job done. Whoever finishes a job
-- deletes it only if that has not changed since it began, so that no wish is lost.
CREATE TABLE scheduled_tasks (
  task_name             text NOT NULL,
  task_instance         text NOT NULL,
  task_data             bytea,
  execution_time        timestamptz NOT NULL,
  picked                boolean NOT NULL,
  picked_by             text,
  last_success          timestamptz,
  last_failure          timestamptz,
  consecutive_failures  integer,
  last_heartbeat        timestamptz,
  version               bigint NOT NULL,
  priority              smallint,
  wakeups               bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (task_name, task_instance)
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_threshold = 1000
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat) WHERE last_heartbeat IS NOT NULL;
