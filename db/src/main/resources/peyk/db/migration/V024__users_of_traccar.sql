-- The users of Traccar --------------------------------------------------------------------------------------------------

-- Beside the users that phones have signed in as, all users that Traccar had when they were last listed. So a user who then
-- takes the number of a phone that is yet to come is found out.
ALTER TABLE phone_account
  DROP CONSTRAINT phone_account_pkey,
  ALTER COLUMN login DROP NOT NULL, -- none: the user's e-mail is no phone
  ADD UNIQUE (login),
  ADD COLUMN signed_in boolean NOT NULL DEFAULT true; -- false: it was only listed

CREATE TABLE account_listing (
  ended_at  timestamptz NOT NULL -- of the last complete one
);

CREATE UNIQUE INDEX account_listing_once ON account_listing ((true));

INSERT INTO account_listing (ended_at) VALUES ('epoch');
