"""Who talks to us: what they consented to, what they typed so far, their rights over it."""
