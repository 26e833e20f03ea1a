-- Shares of jobs -------------------------------------------------------------------------------------------------------

-- The kinds of jobs are run in three shares, each with threads of its own. So a slow neighbour of one share keeps no thread
-- from the others. A new kind belongs to prompt_jobs. The class JobShare names the same kinds.
CREATE VIEW device_jobs AS
  SELECT * FROM scheduled_tasks WHERE task_name IN ('update-device', 'provision');

CREATE VIEW bulk_jobs AS
  SELECT * FROM scheduled_tasks WHERE task_name IN ('read-ussd', 'firing');

CREATE VIEW prompt_jobs AS
  SELECT * FROM scheduled_tasks WHERE task_name NOT IN ('update-device', 'provision', 'read-ussd', 'firing');

-- One for each share, so that a backlog of one is not read by the others.
DROP INDEX scheduled_tasks_due;

CREATE INDEX scheduled_tasks_due_device ON scheduled_tasks (execution_time)
  WHERE task_name IN ('update-device', 'provision');
CREATE INDEX scheduled_tasks_due_bulk ON scheduled_tasks (execution_time)
  WHERE task_name IN ('read-ussd', 'firing');
CREATE INDEX scheduled_tasks_due_prompt ON scheduled_tasks (execution_time)
  WHERE task_name NOT IN ('update-device', 'provision', 'read-ussd', 'firing');

-- Parked jobs ----------------------------------------------------------------------------------------------------------

-- How often in a row a job failed although its neighbours answered. It counts from the first failure after a success.
-- A job that failed so too often is parked: its execution_time is after the year 9000.
ALTER TABLE scheduled_tasks ADD COLUMN refusals integer NOT NULL DEFAULT 0;

-- As in V008. A parked job that gets new work is tried once more in a minute, so that it costs little and the new work does
-- not wait for an operator.
CREATE OR REPLACE FUNCTION wake_jobs(kind text, instances text[], due timestamptz, hurry boolean DEFAULT FALSE)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scheduled_tasks AS job (task_name, task_instance, execution_time, picked, version, wakeups)
  SELECT kind, instance, due, FALSE, 1, 1
    FROM (SELECT DISTINCT unnest(instances) AS instance) AS woken
   ORDER BY length(instance), instance
  ON CONFLICT (task_name, task_instance) DO UPDATE
     SET wakeups = job.wakeups + 1,
         execution_time = CASE
           WHEN NOT job.picked AND job.execution_time > '9000-01-01Z' THEN due + interval '1 minute'
           WHEN NOT job.picked
                AND (hurry AND coalesce(job.consecutive_failures, 0) = 0
                     OR coalesce(greatest(job.last_success, job.last_failure) - interval '1 second',
                                 job.execution_time - interval '2 minutes') > due)
           THEN least(job.execution_time, due)
           ELSE job.execution_time
         END;
END
$$;
