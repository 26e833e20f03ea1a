-- Tables that grow without end ------------------------------------------------------------------------------------------

-- Changes of how many offers are in which state. Their sums are the progress of a release, because counting ten million
-- offers takes longer than a statement may. Rows are only added, so that nobody waits for anybody; whoever reads many rows
-- replaces them by their sums.
CREATE TABLE firmware_progress (
  release_id  bigint NOT NULL,
  stage       smallint NOT NULL,
  seen        boolean NOT NULL,
  round       integer NOT NULL, -- 0 for offers that were taken
  times       integer NOT NULL, -- 0 for offers that were taken
  offers      bigint NOT NULL
) WITH (
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_threshold = 1000
);

CREATE INDEX firmware_progress_release ON firmware_progress (release_id);

-- At once the lock that dropping an index needs. Whoever waited behind a weaker one while holding rows would be waited for.
LOCK TABLE firmware_offer IN ACCESS EXCLUSIVE MODE;

CREATE FUNCTION firmware_offers_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO firmware_progress (release_id, stage, seen, round, times, offers)
  SELECT release_id, stage, seen_at IS NOT NULL,
         CASE WHEN seen_at IS NULL THEN round ELSE 0 END,
         CASE WHEN seen_at IS NULL THEN times ELSE 0 END, count(*)
    FROM added
   GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END
$$;

-- Offers that were taken count for good, also after they are deleted because of their age.
CREATE FUNCTION firmware_offers_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO firmware_progress (release_id, stage, seen, round, times, offers)
  SELECT release_id, stage, seen_at IS NOT NULL,
         CASE WHEN seen_at IS NULL THEN round ELSE 0 END,
         CASE WHEN seen_at IS NULL THEN times ELSE 0 END, -count(*)
    FROM removed
   WHERE TG_OP = 'UPDATE' OR seen_at IS NULL
   GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END
$$;

CREATE TRIGGER firmware_offer_inserted
  AFTER INSERT ON firmware_offer REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_offers_added();

CREATE TRIGGER firmware_offer_updated_from
  AFTER UPDATE ON firmware_offer REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_offers_removed();

CREATE TRIGGER firmware_offer_updated_to
  AFTER UPDATE ON firmware_offer REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_offers_added();

CREATE TRIGGER firmware_offer_deleted
  AFTER DELETE ON firmware_offer REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION firmware_offers_removed();

INSERT INTO firmware_progress (release_id, stage, seen, round, times, offers)
SELECT release_id, stage, seen_at IS NOT NULL,
       CASE WHEN seen_at IS NULL THEN round ELSE 0 END,
       CASE WHEN seen_at IS NULL THEN times ELSE 0 END, count(*)
  FROM firmware_offer
 GROUP BY 1, 2, 3, 4, 5;

-- Nobody counts offers by their release any more; housekeeping deletes the oldest.
DROP INDEX firmware_offer_release;
CREATE INDEX firmware_offer_last ON firmware_offer (last_at);

-- As above.
LOCK TABLE command IN ACCESS EXCLUSIVE MODE;

-- Commands that expire are found without those that do not.
CREATE INDEX command_expiring ON command (expires_at) INCLUDE (device_id) WHERE state = 'wanted';

-- The commands of a firing are counted by their state without reading them.
DROP INDEX command_firing;
CREATE UNIQUE INDEX command_firing ON command (firing_id, device_id) INCLUDE (state) WHERE firing_id IS NOT NULL;

-- Queues have few rows at a time, and many that were there. The share of a large table that may change before it is
-- vacuumed is small, because a queue is read from its oldest end, where deleted rows lie.
ALTER TABLE event_inbox SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000);
ALTER TABLE device_patch SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
ALTER TABLE firmware_offer SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
ALTER TABLE firmware_decision SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
ALTER TABLE sim_reading SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
ALTER TABLE sim_status SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
