-- The users of phones ---------------------------------------------------------------------------------------------------

-- The Traccar user that a phone has signed in as. A user may have changed the own e-mail to the number of somebody else,
-- so another user under the number of a phone, or one user under two numbers, is refused.
CREATE TABLE phone_account (
  login       text PRIMARY KEY, -- the phone, as Traccar's e-mail spells it
  account_id  bigint NOT NULL UNIQUE
);
