-- A migration that waits for a table lets everybody else wait behind it.
SET lock_timeout = '5s';
