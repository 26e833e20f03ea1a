-- Commands to trackers ------------------------------------------------------------------------------------------------

CREATE TABLE command (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id   bigint NOT NULL,
  text        text NOT NULL,
  state       text NOT NULL CHECK (state IN ('wanted', 'sent', 'answered', 'refused', 'expired', 'cancelled')),
  origin      text NOT NULL,
  wanted_at   timestamptz NOT NULL,
  not_before  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  sent_at     timestamptz,
  ended_at    timestamptz,
  CHECK ((ended_at IS NULL) = (state IN ('wanted', 'sent'))),
  CHECK (sent_at IS NOT NULL OR state <> 'sent')
) WITH (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 5000
);

CREATE INDEX command_wanted ON command (device_id, not_before, id) INCLUDE (expires_at) WHERE state = 'wanted';
CREATE INDEX command_sent ON command (device_id, sent_at, id) WHERE sent_at IS NOT NULL;
CREATE INDEX command_done ON command (coalesce(ended_at, sent_at)) WHERE state <> 'wanted';

-- for whoever lists them
CREATE INDEX command_of_device ON command (device_id, id);
CREATE INDEX command_in_state ON command (state, id);

CREATE TABLE command_key (
  key          text PRIMARY KEY,
  fingerprint  text NOT NULL,
  command_id   bigint NOT NULL REFERENCES command ON DELETE CASCADE
);

CREATE INDEX command_key_command ON command_key (command_id);

-- The trackers that commands were ever for, as a queue: whoever holds a row may change the commands of that device. To
-- find the next command through its device costs the same however many others wait, for whatever reason.
CREATE TABLE command_device (
  device_id   bigint PRIMARY KEY,
  due_at      timestamptz, -- the later of busy_until and the first not_before of its wanted commands; none: there are none
  busy_until  timestamptz NOT NULL DEFAULT '-infinity', -- nothing is sent to it until then
  gap_until   timestamptz NOT NULL DEFAULT '-infinity', -- nor until then, even if it answers
  in_flight   bigint -- the command that was taken last, unless it is known not to have been sent
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 1000
);

CREATE INDEX command_device_due ON command_device (due_at, device_id) WHERE due_at IS NOT NULL;

-- When the next command may go out to anybody: a single row.
CREATE TABLE command_pace (
  next_at  timestamptz NOT NULL
) WITH (fillfactor = 20);

CREATE UNIQUE INDEX command_pace_once ON command_pace ((true));

INSERT INTO command_pace (next_at) VALUES ('-infinity');

-- What waited until now was ordered in return for answers, and given up after an hour unless somebody had set that.
INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at)
SELECT device_id, text, 'wanted', 'reaction', wanted_at, wanted_at, wanted_at + interval '1 hour'
  FROM wanted_command
 ORDER BY id;

INSERT INTO command_device (device_id, due_at)
SELECT device_id, min(not_before)
  FROM command
 GROUP BY device_id;

DROP TABLE wanted_command;

DELETE FROM scheduled_tasks WHERE task_name = 'send-commands';
