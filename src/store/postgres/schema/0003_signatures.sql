-- Whether the user of a session has signed with this answer, which was right, or changed the second factor or the recovery codes with
-- it. One answer is for one of these.
ALTER TABLE auth_inner.guess ADD COLUMN has_signed boolean NOT NULL DEFAULT false;
