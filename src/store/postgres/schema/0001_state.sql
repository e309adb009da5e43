-- What is written at every sign-in.

-- Keys of this database. A copy without them, `pg_dump --exclude-table-data=auth_inner.key`, names no user.
CREATE TABLE auth_inner.key (
    name text COLLATE "C" PRIMARY KEY,
    bytes bytea NOT NULL CHECK (octet_length(bytes) = 32)
);

-- Failed attempts, by the keyed digest of the name. `written_at` is the time of the server, by which no lockout ends early,
-- whatever the clocks of the computers show.
CREATE TABLE auth_inner.attempts (
    name bytea PRIMARY KEY CHECK (octet_length(name) = 32),
    failures bigint NOT NULL,
    locked_for bigint NOT NULL,
    seen_at bigint NOT NULL,
    last_sign_in bigint,
    written_at bigint NOT NULL DEFAULT extract(epoch FROM clock_timestamp())
);
CREATE INDEX attempts_never_locked ON auth_inner.attempts (seen_at)
    WHERE last_sign_in IS NULL AND locked_for = 0;
CREATE INDEX attempts_locked ON auth_inner.attempts ((seen_at + locked_for))
    WHERE last_sign_in IS NULL AND locked_for > 0;

-- The last used step of the second factor of an account.
CREATE TABLE auth_inner.step (
    who bytea PRIMARY KEY CHECK (octet_length(who) = 32),
    used bigint NOT NULL
);

-- Mailed codes, by the keyed digest of the account.
CREATE TABLE auth_inner.code (
    who bytea PRIMARY KEY CHECK (octet_length(who) = 32),
    expires_at bigint NOT NULL,
    text text NOT NULL
);

-- Digests of credentials that have ended.
CREATE TABLE auth_inner.ended (
    credential bytea PRIMARY KEY CHECK (octet_length(credential) = 32)
);

-- What users are notified of at their next sign-in.
CREATE TABLE auth_inner.notice (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    who bytea NOT NULL CHECK (octet_length(who) = 32),
    word text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX notice_of ON auth_inner.notice (who, number);

-- Open sessions. Each is touched from time to time; one that is not any more belongs to a program that was killed.
CREATE TABLE auth_inner.session_slot (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    seen bigint NOT NULL
);

-- Records of the audit log, and the two ends of their chain. To record, a program locks the ends first.
CREATE TABLE auth_inner.event (
    number bigint PRIMARY KEY,
    at bigint NOT NULL,
    kind text NOT NULL,
    who text NOT NULL,
    whom text NOT NULL,
    who_id bytea,
    whom_id bytea,
    is_done boolean NOT NULL,
    detail text NOT NULL,
    link bytea NOT NULL
);
CREATE TABLE auth_inner.event_ends (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    before bigint NOT NULL,
    first bytea NOT NULL,
    last bigint NOT NULL,
    link bytea NOT NULL
);
INSERT INTO auth_inner.event_ends (before, first, last, link)
    VALUES (0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- The revision of the users and settings that a program has seen or made last.
CREATE TABLE auth_inner.seen_revision (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    revision bytea NOT NULL CHECK (octet_length(revision) = 32)
);

-- Signatures of users, the end of their chain, and the keys of the signers. To sign, a program locks the end first.
CREATE TABLE auth_inner.signature (
    number bigint PRIMARY KEY,
    account bytea NOT NULL,
    username text NOT NULL,
    text text NOT NULL,
    bytes bytea NOT NULL,
    link bytea NOT NULL
);
CREATE INDEX signature_of ON auth_inner.signature (account, username);
CREATE TABLE auth_inner.signature_end (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    number bigint NOT NULL,
    link bytea NOT NULL
);
INSERT INTO auth_inner.signature_end (number, link) VALUES (0, decode(repeat('00', 32), 'hex'));
CREATE TABLE auth_inner.signing_key (
    account bytea PRIMARY KEY CHECK (octet_length(account) = 16),
    public bytea NOT NULL,
    secret text NOT NULL
);
