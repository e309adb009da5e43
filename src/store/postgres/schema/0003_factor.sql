-- Whether the user of a session has proven the second factor in it, with a code.
ALTER TABLE auth_inner.restricted_session ADD COLUMN with_code boolean NOT NULL DEFAULT false;
