-- Whether the user of a session has signed with this answer, which was right. One answer is for one signature.
ALTER TABLE auth_inner.guess ADD COLUMN has_signed boolean NOT NULL DEFAULT false;
