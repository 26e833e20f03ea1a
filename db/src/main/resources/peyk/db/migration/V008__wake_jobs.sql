-- Waking jobs ---------------------------------------------------------------------------------------------------------

-- The one way to have jobs run, called in the transaction that stores their work. A run that has found nothing left to do
-- deletes its row only if wakeups is what it was when the run began. So work that is stored meanwhile is seen by that run,
-- by its repetition, or by the new row that is made here.
--
-- A job that waits keeps its pause, unless the caller is in a hurry and the job has not failed. It also loses its pause if
-- that cannot be right: the last run ended in the future, or the job never ran and is due in more than any job waits at
-- first. Both happen when the clock was ahead and has been put back.
--
-- Rows are taken in an order that all callers share, so that none waits for another in a circle. Of numbers that is the
-- order of the numbers.
CREATE FUNCTION wake_jobs(kind text, instances text[], due timestamptz, hurry boolean DEFAULT FALSE)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scheduled_tasks AS job (task_name, task_instance, execution_time, picked, version, wakeups)
  SELECT kind, instance, due, FALSE, 1, 1
    FROM (SELECT DISTINCT unnest(instances) AS instance) AS woken
   ORDER BY length(instance), instance
  ON CONFLICT (task_name, task_instance) DO UPDATE
     SET wakeups = job.wakeups + 1,
         execution_time = CASE
           WHEN NOT job.picked
                AND (hurry AND coalesce(job.consecutive_failures, 0) = 0
                     OR coalesce(greatest(job.last_success, job.last_failure) - interval '1 second',
                                 job.execution_time - interval '2 minutes') > due)
           THEN least(job.execution_time, due)
           ELSE job.execution_time
         END;
END
$$;
