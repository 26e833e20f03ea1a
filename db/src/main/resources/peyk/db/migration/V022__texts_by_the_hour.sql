-- How many texts went out, one row for each hour that had any.
CREATE TABLE text_hour (
  hour      timestamptz PRIMARY KEY,
  sent      bigint NOT NULL, -- taken by the gateway
  failed    bigint NOT NULL, -- not taken, or without a clear answer
  rejected  bigint NOT NULL, -- of those sent, what did not arrive as far as the gateway knows
  rials     bigint NOT NULL  -- for those sent
) WITH (fillfactor = 50);
