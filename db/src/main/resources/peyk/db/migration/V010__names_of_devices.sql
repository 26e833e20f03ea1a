-- Names of devices -------------------------------------------------------------------------------------------------------

-- A device that was deleted before it got its name leaves a reservation behind, which is deleted after some days.
ALTER TABLE device_name ADD COLUMN reserved_at timestamptz NOT NULL DEFAULT now();

-- for whoever asks which of an owner's devices were named meanwhile
CREATE INDEX device_claim_owner ON device_claim (owner) WHERE named;
