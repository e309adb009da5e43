-- PINs of restricted computers. Neither the PIN nor the secret of the computer, without which none can be tried, is here.
CREATE TABLE auth_inner.pin (
    -- Finds the row, and proves nothing.
    selector bytea PRIMARY KEY CHECK (octet_length(selector) = 16),
    login text COLLATE "C" NOT NULL,
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    -- The digest of the credentials of the account. The PIN ends when they change.
    credential bytea NOT NULL CHECK (octet_length(credential) = 32),
    -- The digest of what the computer derives from the PIN and its secret.
    proof bytea NOT NULL CHECK (octet_length(proof) = 32),
    -- The start of the computer at the last full sign-in, if it can tell.
    boot bytea CHECK (octet_length(boot) = 32),
    -- When the user last signed in fully, when the password was last taken in, and when the PIN was last tried.
    full_at bigint NOT NULL,
    password_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    -- Tries since the last time that it was right.
    tries integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX pin_of ON auth_inner.pin (login, account);
CREATE INDEX pin_of_account ON auth_inner.pin (account);
CREATE INDEX pin_of_credential ON auth_inner.pin (credential);

-- Tries of PINs, each counted before it was looked at.
CREATE TABLE auth_inner.pin_try (
    -- The digest of what the computer has chosen, which becomes the token of the session.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The transaction that wrote the row last. Nothing is told before its end.
    xact xid8 NOT NULL,
    at bigint NOT NULL,
    -- No verdict before this time, because many attempts have failed.
    not_before bigint NOT NULL,
    selector bytea NOT NULL CHECK (octet_length(selector) = 16),
    proof bytea NOT NULL CHECK (octet_length(proof) = 32),
    boot bytea,
    -- The id of the session whose window is unlocked.
    for_session bytea,
    -- The tries with this one, or why it was not accepted.
    counted integer NOT NULL,
    refusal text,
    -- The row is on the disk when the log of the server is up to here.
    sealed pg_lsn,
    verdict jsonb
);
CREATE INDEX pin_try_at ON auth_inner.pin_try (at);
CREATE INDEX pin_try_open ON auth_inner.pin_try (at) WHERE verdict IS NULL;
CREATE INDEX pin_try_of ON auth_inner.pin_try (login) WHERE verdict IS NULL;

-- What a user is shown of the own remembered sign-ins.
CREATE INDEX remembered_of_account ON auth_inner.remembered (account);
