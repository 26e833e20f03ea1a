-- Offers that matter ----------------------------------------------------------------------------------------------------

-- A check reads only the offers that may change its answer: those not yet taken, and those of newer versions than the
-- tracker runs. The index has the highest version with which an offer matters. The other offers of a tracker lie in pages
-- all over the table, and are not read.
CREATE INDEX firmware_offer_matters
  ON firmware_offer (imei, (CASE WHEN seen_at IS NULL THEN 9223372036854775807 ELSE version - 1 END));
