-- Whether an attempt is that of an administrator who leaves a kiosk: no session begins with it.
ALTER TABLE auth_inner.guess ADD COLUMN for_kiosk boolean NOT NULL DEFAULT false;
