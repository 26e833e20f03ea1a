-- Texts with an unknown outcome ---------------------------------------------------------------------------------------

-- When the text itself was last sent; unsettled_at is the time of the challenge's first text. None: that time too.
ALTER TABLE otp_phone ADD COLUMN unsettled_sent_at timestamptz;
