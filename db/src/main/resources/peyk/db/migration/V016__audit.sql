-- The audit trail -------------------------------------------------------------------------------------------------------

-- The changes that operators asked for. A row is written before the change is made, and finished before the answer goes out.
CREATE TABLE audit_entry (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL,
  caller      text NOT NULL,
  role        text NOT NULL,
  method      text NOT NULL,
  route       text NOT NULL, -- the template of the path
  request_id  text,
  what        text,          -- facts such as release=3, never a secret
  outcome     text           -- null: the process ended, or the database went away, before the request was answered
);

CREATE INDEX audit_entry_at ON audit_entry (at);
