-- The computers, each by its login. One that was added cannot do anything before it has joined, and nothing after it was
-- revoked. A login that was made by hand has only a last contact.
CREATE TABLE auth_inner.computer (
    login text COLLATE "C" PRIMARY KEY,
    added_at bigint,
    joined_at bigint,
    revoked_at bigint,
    seen_at bigint,
    program text
);

-- Which computer has a session; not known of those that are open during this migration.
ALTER TABLE auth_inner.session_slot ADD COLUMN login text COLLATE "C";
ALTER TABLE auth_inner.session_slot ALTER COLUMN login SET DEFAULT session_user;
