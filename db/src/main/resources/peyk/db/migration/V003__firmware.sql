-- Firmware ------------------------------------------------------------------------------------------------------------

CREATE TABLE firmware_release (
  id                       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_type              bigint NOT NULL,
  revision                 bigint NOT NULL, -- of the hardware
  version                  bigint NOT NULL,
  date                     text NOT NULL, -- as trackers are told it
  notes                    text NOT NULL,
  state                    text NOT NULL CHECK (state IN ('draft', 'active', 'paused', 'withdrawn')),
  paused_because           text CHECK (paused_because IS NULL OR state = 'paused'),
  link                     text, -- none: its parts are here
  rollout                  jsonb NOT NULL,
  round                    integer NOT NULL DEFAULT 0, -- how often it went on after a pause
  created_at               timestamptz NOT NULL,
  idempotency_key          text UNIQUE,
  idempotency_fingerprint  text,
  UNIQUE (device_type, revision, version),
  CHECK (num_nulls(idempotency_key, idempotency_fingerprint) IN (0, 2))
);

-- The bytes of a part, in pieces that are stored one by one: an upload may take as long as it likes.
CREATE TABLE firmware_content (
  id                uuid PRIMARY KEY,
  unfinished_since  timestamptz -- none: it belongs to a part
);

CREATE INDEX firmware_content_unfinished ON firmware_content (unfinished_since) WHERE unfinished_since IS NOT NULL;

CREATE TABLE firmware_chunk (
  content_id  uuid NOT NULL REFERENCES firmware_content ON DELETE CASCADE,
  start       bigint NOT NULL, -- where in the content it begins
  bytes       bytea NOT NULL,
  PRIMARY KEY (content_id, start)
);

-- firmware cannot be compressed further
ALTER TABLE firmware_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE firmware_part (
  release_id  bigint NOT NULL REFERENCES firmware_release,
  name        text COLLATE "C" NOT NULL,
  size        bigint NOT NULL,
  sha256      text NOT NULL,
  content_id  uuid NOT NULL UNIQUE REFERENCES firmware_content,
  PRIMARY KEY (release_id, name)
);

-- How operators decided about single trackers.
CREATE TABLE firmware_standing (
  release_id  bigint NOT NULL REFERENCES firmware_release,
  imei        text COLLATE "C" NOT NULL,
  standing    text NOT NULL CHECK (standing IN ('allowed', 'denied', 'pinned')),
  PRIMARY KEY (release_id, imei)
);

-- Counts the changes to the three tables above, so that whoever keeps them in memory can tell cheaply whether they have
-- changed. A single row; who holds it may change them.
CREATE TABLE firmware_catalogue (
  version  bigint NOT NULL
);

CREATE UNIQUE INDEX firmware_catalogue_once ON firmware_catalogue ((true));

INSERT INTO firmware_catalogue (version) VALUES (0);

CREATE FUNCTION firmware_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE firmware_catalogue SET version = version + 1;
  NOTIFY peyk_firmware;
  RETURN NULL;
END
$$;

CREATE TRIGGER firmware_release_changed
  AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON firmware_release
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_changed();

CREATE TRIGGER firmware_part_changed
  AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON firmware_part
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_changed();

CREATE TRIGGER firmware_standing_changed
  AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON firmware_standing
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_changed();

-- What became of the releases that a tracker was offered.
CREATE TABLE firmware_offer (
  imei        text COLLATE "C" NOT NULL,
  release_id  bigint NOT NULL,
  version     bigint NOT NULL,
  stage       smallint NOT NULL, -- of the rollout, when it was first offered
  round       integer NOT NULL,  -- in which times were counted: in a later one they count from 0
  times       integer NOT NULL,
  first_at    timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  seen_at     timestamptz,
  PRIMARY KEY (imei, release_id)
) WITH (fillfactor = 80);

CREATE INDEX firmware_offer_release ON firmware_offer (release_id);

-- The questions of trackers, and how they were answered; deleted in the order of their ids.
CREATE TABLE firmware_decision (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL,
  imei         text COLLATE "C" NOT NULL,
  serial       text NOT NULL,
  device_type  bigint NOT NULL,
  revision     bigint NOT NULL,
  version      bigint NOT NULL, -- that the tracker runs
  offered      boolean NOT NULL,
  reason       text NOT NULL,
  release_id   bigint, -- the one that was offered, or on which the refusal turned
  explanation  text NOT NULL
);

CREATE INDEX firmware_decision_imei ON firmware_decision (imei, id DESC);
CREATE INDEX firmware_decision_release ON firmware_decision (release_id, id DESC) WHERE release_id IS NOT NULL;

CREATE TABLE firmware_download (
  release_id  bigint NOT NULL,
  part        text COLLATE "C" NOT NULL,
  completed   bigint NOT NULL,
  aborted     bigint NOT NULL,
  PRIMARY KEY (release_id, part)
);
