-- What operators look into ---------------------------------------------------------------------------------------------

-- What was wrong when a job failed last; of meaning only while consecutive_failures is above 0.
ALTER TABLE scheduled_tasks ADD COLUMN last_error text;

CREATE INDEX scheduled_tasks_failing ON scheduled_tasks (last_failure) WHERE consecutive_failures > 0;

-- for whoever asks what a tracker has answered; not of what waits, which has an index of its own
CREATE INDEX event_inbox_of_device ON event_inbox (device_id, sequence) WHERE handled_at IS NOT NULL;
