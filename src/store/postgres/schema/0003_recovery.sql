-- Codes that are tried at restricted computers.
CREATE TABLE auth_inner.code_try (
    -- The digest of what the computer has chosen.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The transaction that wrote the row last. Nothing is told before its end.
    xact xid8 NOT NULL,
    at bigint NOT NULL,
    -- The secret half of the key pair of the server for this try is a digest of this, with a key that is left out of backups. NULL as
    -- soon as a code was tried.
    secret bytea CHECK (octet_length(secret) = 32),
    -- The public half.
    challenge bytea CHECK (octet_length(challenge) = 32),
    -- What the code is for: `password`, `username`, or `sign_in` as the second factor.
    purpose text,
    -- No verdict before this time, because many attempts have failed.
    not_before bigint NOT NULL DEFAULT 0,
    -- The account, or an id that none has.
    account bytea CHECK (octet_length(account) = 16),
    -- The digest under which the try counts.
    typed bytea CHECK (octet_length(typed) = 32),
    -- The failures in a row with this one; 0 if the name was locked, which keeps no code from being tried (R21).
    counted bigint NOT NULL DEFAULT 0,
    -- Whether this one has raised the failures of all names, and whether further attempts are delayed for the first time.
    is_raised boolean NOT NULL DEFAULT false,
    is_first_delay boolean NOT NULL DEFAULT false,
    -- The public half of the key pair of a recovery code, if the computer has shown that it knows the code.
    key bytea CHECK (octet_length(key) = 32),
    -- The code as one of an administrator is stored for the account as it was.
    reset bytea CHECK (octet_length(reset) = 32),
    -- The account as it was when the code was tried: its digest.
    tried_state bytea CHECK (octet_length(tried_state) = 32),
    -- The answer with the right password that a second factor belongs to.
    after_ticket bytea CHECK (octet_length(after_ticket) = 32),
    -- The digest of the record of the user whose code was right, until it is used up.
    state bytea CHECK (octet_length(state) = 32),
    -- The row is on the disk when the log of the server is up to here.
    sealed pg_lsn,
    verdict jsonb
);
CREATE INDEX code_try_at ON auth_inner.code_try (at);

-- How often a login has done what is limited, in the hour that began then.
CREATE TABLE auth_inner.hourly (
    login text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    began bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (login, what)
);

-- Registrations at restricted computers, each counted before it is looked at.
CREATE TABLE auth_inner.registration (
    -- The digest of what the computer has chosen.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The transaction that wrote the row last. Nothing is told before its end.
    xact xid8 NOT NULL,
    at bigint NOT NULL,
    -- The user who registers, until it was looked at.
    request jsonb,
    -- Whether it counts among the registrations of its login: an account was made, or the answer was as if one was.
    counts boolean NOT NULL DEFAULT false,
    -- The row is on the disk when the log of the server is up to here.
    sealed pg_lsn,
    verdict jsonb
);
CREATE INDEX registration_of ON auth_inner.registration (login, at);
CREATE INDEX registration_at ON auth_inner.registration (at);
-- Which usernames have signed, and which of them could look like others.
CREATE INDEX signature_name ON auth_inner.signature (auth_inner.fold(username) COLLATE "C");
CREATE INDEX signature_not_ascii ON auth_inner.signature (username) WHERE octet_length(username) <> length(username);
