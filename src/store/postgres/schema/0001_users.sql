-- Users and settings. Each change has a number, `seq`, and a random revision: after a failover that lost changes, another
-- state can have the same number, but never the same revision.
--
-- Programs notice a change by hand after this, with the login of a computer. A superuser must not run it: each computer
-- can leave a trigger on these tables.
--     DELETE FROM auth_inner.past; UPDATE auth_inner.head SET revision = sha256(revision);

-- The present state. There is no row until the first user is added. Every change locks it first.
CREATE TABLE auth_inner.head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq bigint NOT NULL,
    revision bytea NOT NULL CHECK (octet_length(revision) = 32),
    settings_seq bigint NOT NULL,
    emails_seq bigint NOT NULL
);

-- The last revisions, with the present one. A program that knows one of them reads only what has changed since, and a
-- program that got no answer to a change finds its revision here if the change was made.
CREATE TABLE auth_inner.past (
    revision bytea PRIMARY KEY CHECK (octet_length(revision) = 32),
    seq bigint NOT NULL UNIQUE
);

-- Users, ordered by `position`. `seq` is the change that wrote the row last.
CREATE TABLE auth_inner.account (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    position bigint NOT NULL UNIQUE,
    seq bigint NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE,
    record json NOT NULL
);
CREATE UNIQUE INDEX account_changed ON auth_inner.account (seq, position);

-- Removed users, as long as there are revisions of the time before in `past`.
CREATE TABLE auth_inner.gone (
    seq bigint NOT NULL,
    id bytea NOT NULL,
    PRIMARY KEY (seq, id)
);

-- Settings, pages, roles, approvals and the mail server, as paths and texts.
CREATE TABLE auth_inner.setting (
    path text COLLATE "C" PRIMARY KEY,
    value text NOT NULL
);

-- E-mail addresses that may register, ordered by `position`.
CREATE TABLE auth_inner.email (
    email text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL UNIQUE
);
