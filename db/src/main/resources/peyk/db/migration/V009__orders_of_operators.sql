-- Orders of operators ---------------------------------------------------------------------------------------------------

-- An operator does not wait behind the commands of many new trackers: as urgent_at, of the commands that operators ordered.
ALTER TABLE command_device ADD COLUMN operator_at timestamptz;

UPDATE command_device
   SET operator_at = greatest(first.not_before, busy_until)
  FROM (SELECT device_id, min(not_before) AS not_before
          FROM command
         WHERE state = 'wanted' AND origin = 'admin'
         GROUP BY device_id) AS first
 WHERE first.device_id = command_device.device_id;

CREATE INDEX command_device_operator ON command_device (operator_at, device_id) WHERE operator_at IS NOT NULL;
