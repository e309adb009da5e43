BEGIN;
-- The schema belongs to a role that cannot sign in, so that several logins can have it. A login that may not create roles
-- has it alone.
DO $$
BEGIN
    IF to_regrole('auth_owner') IS NULL
        AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user)
    THEN
        BEGIN
            CREATE ROLE auth_owner NOLOGIN;
            GRANT auth_owner TO CURRENT_USER;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            -- Created for another database at this moment.
            NULL;
        END;
    END IF;
    IF to_regrole('auth_owner') IS NOT NULL AND pg_has_role('auth_owner', 'MEMBER') THEN
        CREATE SCHEMA auth_inner AUTHORIZATION auth_owner;
    ELSE
        CREATE SCHEMA auth_inner;
    END IF;
END
$$;
SET LOCAL search_path = auth_inner, pg_temp;
-- The schema of the functions that restricted computers call. It has the owner of the tables.
DO $$
DECLARE
    holder name := (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'auth_inner');
BEGIN
    IF to_regnamespace('auth') IS NULL THEN
        EXECUTE format('CREATE SCHEMA auth AUTHORIZATION %I', holder);
    END IF;
    IF (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'auth') <> holder THEN
        RAISE insufficient_privilege USING MESSAGE = 'the schema auth belongs to another role';
    END IF;
END
$$;
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
-- What restricted computers leave on the server. They read no table, and change these by functions of the schema `auth`.

-- Answers to the question for a password. Each was counted as a failure before it was looked at.
CREATE TABLE auth_inner.guess (
    -- The digest of what the computer has chosen, which becomes the token of the session.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The transaction that wrote the row last. Nothing is told before its end.
    xact xid8 NOT NULL,
    at bigint NOT NULL,
    -- No verdict before this time, because many attempts have failed.
    not_before bigint NOT NULL,
    -- The account, or an id that none has, so that rows of unknown names look the same.
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    -- The digest under which the attempt counts.
    typed bytea NOT NULL CHECK (octet_length(typed) = 32),
    -- The failures in a row with this one; 0 if the name was locked, so that the answer is not looked at.
    counted bigint NOT NULL,
    -- The seconds for which the name was locked; 0 if until an administrator unlocks it.
    locked_for bigint NOT NULL,
    -- Whether this one has raised the failures of all names, whether further attempts are delayed, and whether these are the first.
    is_raised boolean NOT NULL,
    is_delaying boolean NOT NULL,
    is_first_delay boolean NOT NULL,
    -- The digest of the hash that was offered.
    answer bytea NOT NULL CHECK (octet_length(answer) = 32),
    -- The id of the session whose user has entered the password again.
    for_session bytea,
    -- The digest of the record of a user whose password was right, while a code is awaited.
    awaits bytea,
    -- The answer with the password that this code belongs to.
    after_ticket bytea,
    -- The row is on the disk when the log of the server is up to here.
    sealed pg_lsn,
    verdict jsonb
);
CREATE INDEX guess_at ON auth_inner.guess (at);
CREATE INDEX guess_open ON auth_inner.guess (at) WHERE verdict IS NULL;
CREATE INDEX guess_of ON auth_inner.guess (login) WHERE verdict IS NULL;

-- Open sessions of restricted computers. Each has a slot, too, whose id is the beginning of this one.
CREATE TABLE auth_inner.restricted_session (
    -- The digest of the token.
    id bytea PRIMARY KEY CHECK (octet_length(id) = 32),
    login text COLLATE "C" NOT NULL,
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    -- The digest of the account. The session ends when it changes.
    state bytea NOT NULL CHECK (octet_length(state) = 32),
    began bigint NOT NULL,
    seen bigint NOT NULL,
    -- Until when the password counts as just entered.
    fresh_until bigint NOT NULL
);
CREATE INDEX restricted_session_of ON auth_inner.restricted_session (account);
CREATE INDEX restricted_session_seen ON auth_inner.restricted_session (seen);

-- How an e-mail address is compared. The functions of this version replace it by the same one.
CREATE FUNCTION auth_inner.fold(text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $fold$
BEGIN
    -- No character of several bytes.
    IF octet_length(text) = length(text) THEN
        RETURN lower(text COLLATE "C");
    END IF;
    BEGIN
        RETURN normalize(lower(normalize(text, NFKC) COLLATE "und-x-icu"), NFKC);
    EXCEPTION WHEN undefined_object THEN
        -- A server without ICU lowers each letter by itself: not the capital I with a dot, and not a sigma as the last letter.
        RETURN normalize(lower(regexp_replace(
            replace(normalize(text, NFKC), chr(304), 'i' || chr(775)),
            '(?<=[[:alpha:]][''.:]*)' || chr(931) || '(?![''.:]*[[:alpha:]])', chr(962), 'g'
        )), NFKC);
    END;
END
$fold$;

CREATE FUNCTION auth_inner.email_key(record json) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.fold(replace(record::text, chr(92) || 'u0000', chr(92) || 'ufffd')::json ->> 'email')
$$;
CREATE INDEX account_email ON auth_inner.account (auth_inner.email_key(record) COLLATE "C");

-- The secrets of second factors, which computers with the tables deposit when they have seen the right code, so that the server
-- can check codes of restricted computers. Each belongs to the entry of the record with this digest.
CREATE TABLE auth_inner.second_factor (
    account bytea PRIMARY KEY CHECK (octet_length(account) = 16),
    sealed bytea NOT NULL CHECK (octet_length(sealed) = 32),
    secret bytea NOT NULL CHECK (octet_length(secret) = 20)
);

-- What a user is shown of the own activity.
CREATE INDEX event_of_who ON auth_inner.event (who_id, number);
CREATE INDEX event_of_whom ON auth_inner.event (whom_id, number);

-- The time zone of the server, as it was at the last migration: a login can set another one for itself.
CREATE TABLE auth_inner.zone (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    name text NOT NULL
);

-- Sign-ins that last over restarts of a restricted computer. Only the digest of the token is here; the token itself is in the
-- keyring of the computer.
CREATE TABLE auth_inner.remembered (
    -- Finds the row of a token, and proves nothing.
    selector bytea PRIMARY KEY CHECK (octet_length(selector) = 16),
    login text COLLATE "C" NOT NULL,
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    -- The digest of the account. The sign-in ends when it changes.
    state bytea NOT NULL CHECK (octet_length(state) = 32),
    token bytea NOT NULL CHECK (octet_length(token) = 32),
    -- Tokens that were made to replace it, and may be in the keyring already.
    next bytea[] NOT NULL DEFAULT '{}',
    created_at bigint NOT NULL,
    used_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    -- The windows that were locked and not unlocked since.
    locks bytea[] NOT NULL DEFAULT '{}'
);
CREATE INDEX remembered_of ON auth_inner.remembered (login, used_at);
CREATE INDEX remembered_until ON auth_inner.remembered (expires_at);

-- Tokens that were presented, each noted before it was looked at.
CREATE TABLE auth_inner.presented (
    -- The digest of what the computer has chosen, which becomes the token of the session.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The transaction that wrote the row last. Nothing is told before its end.
    xact xid8 NOT NULL,
    at bigint NOT NULL,
    selector bytea NOT NULL CHECK (octet_length(selector) = 16),
    token bytea NOT NULL CHECK (octet_length(token) = 32),
    -- What replaces the token if it is right.
    next bytea NOT NULL CHECK (octet_length(next) = 32),
    -- The row is on the disk when the log of the server is up to here.
    sealed pg_lsn,
    verdict jsonb
);
CREATE INDEX presented_at ON auth_inner.presented (at);
CREATE INDEX presented_open ON auth_inner.presented (at) WHERE verdict IS NULL;
CREATE INDEX presented_of ON auth_inner.presented (login) WHERE verdict IS NULL;
-- What the list of users at restricted computers is searched and sorted by. A trigger keeps it like `account`.
CREATE TABLE auth_inner.listed (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    position bigint NOT NULL UNIQUE,
    -- The beginning of `search`, by which users are in order.
    sort text COLLATE "C" NOT NULL,
    -- Name, username, e-mail address and custom fields, folded.
    search text COLLATE "C" NOT NULL,
    username text COLLATE "C" NOT NULL,
    email text COLLATE "C" NOT NULL,
    roles text[] COLLATE "C" NOT NULL,
    -- The beginning of the roles, which sorts like them.
    role_key text COLLATE "C" NOT NULL,
    -- `Status` of the program in its order, without lockouts and access times.
    state smallint NOT NULL,
    -- First day, last day and hours of the access, if it is limited.
    times json,
    has_two_step boolean NOT NULL
);
CREATE INDEX listed_sort ON auth_inner.listed (sort, position);
CREATE INDEX listed_username ON auth_inner.listed (username, sort, position);
CREATE INDEX listed_email ON auth_inner.listed (email, sort, position);
CREATE INDEX listed_role_key ON auth_inner.listed (role_key, sort, position);
CREATE INDEX listed_has_two_step ON auth_inner.listed (has_two_step DESC, sort, position);
CREATE INDEX listed_waiting ON auth_inner.listed (position) WHERE state = 0;
CREATE INDEX listed_not_ascii ON auth_inner.listed (id)
    WHERE octet_length(username) <> length(username) OR octet_length(email) <> length(email);
CREATE INDEX listed_administrators ON auth_inner.listed (id) WHERE 'admin' = ANY (roles);
-- Whether an attempt is that of an administrator who leaves a kiosk: no session begins with it.
ALTER TABLE auth_inner.guess ADD COLUMN for_kiosk boolean NOT NULL DEFAULT false;
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
-- Restricted computers call the functions of this version only: none of an earlier one stays behind.
DO $$
DECLARE
    earlier regprocedure;
BEGIN
    FOR earlier IN SELECT oid FROM pg_proc WHERE pronamespace = to_regnamespace('auth') LOOP
        EXECUTE format('DROP ROUTINE %s', earlier);
    END LOOP;
END
$$;
-- What the functions for restricted computers have in common.
--
-- Restricted computers may call the functions of `auth` and nothing else. Those run as the owner of the tables, with whatever
-- a login has set: so each has a `search_path`, hides messages below errors, which with `debug_print_plan` would show values
-- of tables, and begins with `auth_inner.admit()`. No text depends on `standard_conforming_strings`: none has a backslash.
--
-- Order of locks, so that no two calls wait for each other: `head`, `account`, `guess`, `step`, `attempts` of a name,
-- `session_slot`, `attempts` of all names, `restricted_session`, `event_ends`. A call leaves out what it does not need.

-- The time in seconds.
CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT floor(extract(epoch FROM clock_timestamp()))::bigint $$;

-- Refuses with one of the codes that computers know. No message has data.
CREATE OR REPLACE FUNCTION auth_inner.refuse(code text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = code, MESSAGE = CASE code
        WHEN 'AU001' THEN 'the session has ended'
        WHEN 'AU002' THEN 'not allowed'
        WHEN 'AU003' THEN 'the revision has changed'
        WHEN 'AU004' THEN 'the password is needed'
        WHEN 'AU005' THEN 'malformed argument'
        WHEN 'AU006' THEN 'there is no administrator yet'
        WHEN 'AU007' THEN 'the name or e-mail address is taken'
        WHEN 'AU008' THEN 'too many in an hour'
        ELSE 'refused'
    END;
END
$$;

-- Refuses transactions in which every statement would read what was there when they began.
CREATE OR REPLACE FUNCTION auth_inner.read_now() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE active_sql_transaction USING MESSAGE = 'only in transactions that are read committed';
    END IF;
END
$$;

-- Refuses logins that were shut out. Every function that changes something begins with it.
CREATE OR REPLACE FUNCTION auth_inner.admit() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.read_now();
    IF EXISTS (
        SELECT FROM auth_inner.computer WHERE login = session_user::text AND revoked_at IS NOT NULL
    ) OR NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = session_user) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
END
$$;

-- How names and e-mail addresses are compared, as `fold` of the program does.
CREATE OR REPLACE FUNCTION auth_inner.fold(text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $fold$
BEGIN
    -- No character of several bytes.
    IF octet_length(text) = length(text) THEN
        RETURN lower(text COLLATE "C");
    END IF;
    BEGIN
        RETURN normalize(lower(normalize(text, NFKC) COLLATE "und-x-icu"), NFKC);
    EXCEPTION WHEN undefined_object THEN
        -- A server without ICU lowers each letter by itself: not the capital I with a dot, and not a sigma as the last letter.
        RETURN normalize(lower(regexp_replace(
            replace(normalize(text, NFKC), chr(304), 'i' || chr(775)),
            '(?<=[[:alpha:]][''.:]*)' || chr(931) || '(?![''.:]*[[:alpha:]])', chr(962), 'g'
        )), NFKC);
    END;
END
$fold$;

-- The e-mail address of a user, as it is compared. It can be read in every record: PostgreSQL reads no value of one that has the
-- character of number 0 anywhere.
CREATE OR REPLACE FUNCTION auth_inner.email_key(record json) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.fold(replace(record::text, chr(92) || 'u0000', chr(92) || 'ufffd')::json ->> 'email')
$$;

-- A part of what is digested: its length and itself.
CREATE OR REPLACE FUNCTION auth_inner.part(bytes bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT int8send(octet_length(bytes)::bigint) || bytes $$;

CREATE OR REPLACE FUNCTION auth_inner.part(words text) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT int8send(octet_length(words)::bigint) || convert_to(words, 'UTF8') $$;

-- The digest of a text with a key of 32 bytes: HMAC-SHA256 (RFC 2104).
CREATE OR REPLACE FUNCTION auth_inner.hmac(secret bytea, text bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    inner_pad bytea := secret || decode(repeat('00', 32), 'hex');
    outer_pad bytea := inner_pad;
    byte integer;
BEGIN
    FOR n IN 0..63 LOOP
        byte := get_byte(inner_pad, n);
        inner_pad := set_byte(inner_pad, n, byte # 54);
        outer_pad := set_byte(outer_pad, n, byte # 92);
    END LOOP;
    RETURN sha256(outer_pad || sha256(inner_pad || text));
END
$$;

-- The key under which names are digested. It is created if there is none, because it was left out of a backup.
CREATE OR REPLACE FUNCTION auth_inner.ensure_key() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM auth_inner.key WHERE name = 'names') THEN
        INSERT INTO auth_inner.key (name, bytes)
        VALUES ('names', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
        ON CONFLICT (name) DO NOTHING;
    END IF;
END
$$;

-- The digest of bytes under the key of the names.
CREATE OR REPLACE FUNCTION auth_inner.keyed(bytes bytea) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.hmac(key.bytes, keyed.bytes) FROM auth_inner.key WHERE name = 'names' $$;

-- What the attempts of an account, and of a name without one, are counted under.
CREATE OR REPLACE FUNCTION auth_inner.attempt_key(purpose text, name bytea) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.keyed(sha256(convert_to(purpose, 'UTF8') || decode('00', 'hex') || name)) $$;

-- A setting as text, or its default.
CREATE OR REPLACE FUNCTION auth_inner.setting(path text, otherwise text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT value FROM auth_inner.setting AS s WHERE s.path = setting.path), otherwise) $$;
-- What the functions for restricted computers read in the record of a user.

-- The value of an entry of the key vault: `key`, `totp`, `reset` or `recovered`.
CREATE OR REPLACE FUNCTION auth_inner.vault_entry(record json, entry text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT substr(part, length(entry) + 2)
    FROM regexp_split_to_table(record ->> 'key_vault', '[[:space:]]+') AS part
    WHERE starts_with(part, entry || ':') LIMIT 1
$$;

-- Whether a record cannot be read for certain. Such a user cannot sign in: a second factor that is not recognised would not be
-- asked for. It is stricter than the program, which also reads records that no program writes.
CREATE OR REPLACE FUNCTION auth_inner.is_damaged(record json) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    types jsonb;
    parts text[];
BEGIN
    -- No value can be read of a record with the character of number 0.
    IF json_typeof(record) IS DISTINCT FROM 'object' OR strpos(record::text, chr(92) || 'u0000') > 0 THEN
        RETURN true;
    END IF;
    SELECT jsonb_object_agg(key, json_typeof(value)) INTO types FROM json_each(record);
    -- Each key is there once, and no other one.
    IF (SELECT count(*) FROM json_object_keys(record)) <> 14
        OR types - ARRAY['email', 'password', 'picture'] <> jsonb_build_object(
            'username', 'string', 'first_name', 'string', 'last_name', 'string', 'roles', 'array', 'disabled', 'boolean',
            'times', 'array', 'pending', 'boolean', 'must_change_password', 'boolean', 'session_epoch', 'number',
            'key_vault', 'string', 'fields', 'object')
        OR NOT types ?& ARRAY['email', 'password', 'picture']
        OR EXISTS (
            SELECT FROM jsonb_each_text(types) AS of
            WHERE of.key IN ('email', 'password', 'picture') AND of.value NOT IN ('string', 'null'))
        OR record ->> 'session_epoch' !~ '^[0-9]{1,10}$'
        OR (record ->> 'session_epoch')::bigint > 4294967295
        OR (SELECT bool_or(json_typeof(role) <> 'string') FROM json_array_elements(record -> 'roles') AS role)
        OR json_array_length(record -> 'times') <> 3
        OR (SELECT bool_or(json_typeof(text) <> 'string') FROM json_array_elements(record -> 'times') AS text)
    THEN
        RETURN true;
    END IF;
    IF record ->> 'password' !~ '^[$]2[abxy][$][0-9]{2}[$][A-Za-z0-9./]{53}$' AND (
        record ->> 'password' !~ '^[$]argon2id[$]v=19[$][a-z0-9=,]+[$][A-Za-z0-9+/]{11,128}[$][A-Za-z0-9+/]{16,128}$')
    THEN
        RETURN true;
    END IF;
    parts := string_to_array(nullif(record ->> 'key_vault', ''), ' ');
    RETURN EXISTS (
        SELECT FROM unnest(parts) AS part WHERE part !~
            '^(key:a1[.][A-Za-z0-9_-]{22}[.][A-Za-z0-9_-]+|totp:[A-Za-z0-9_-]+|code:[!-~]+|reset:[!-~]+|recovered:yes)$'
            OR length(part) > 1100
    ) OR EXISTS (
        SELECT split_part(part, ':', 1) AS entry FROM unnest(parts) AS part
        GROUP BY 1 HAVING count(*) > 1 AND split_part(min(part), ':', 1) <> 'code'
    );
END
$$;

-- The digest that ties a session to the account as it is now, as `User::fingerprint` of the program; NULL without a password.
CREATE OR REPLACE FUNCTION auth_inner.fingerprint(id bytea, name_key text, record json) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(
        auth_inner.part(id)
        || auth_inner.part(name_key)
        || auth_inner.part(record ->> 'password')
        || auth_inner.part(substr(int8send((record ->> 'session_epoch')::bigint), 5))
        || auth_inner.part(coalesce(auth_inner.vault_entry(record, 'totp'), ''))
        || coalesce(
            (SELECT string_agg(auth_inner.part(role), ''::bytea ORDER BY role COLLATE "C")
             FROM json_array_elements_text(record -> 'roles') AS role),
            ''::bytea)
    )
$$;

-- The open session with this token of this login. It may be outside the access times of its user, or older than sessions may
-- become: then only the password may be entered again.
CREATE OR REPLACE FUNCTION auth_inner.session_of(token bytea) RETURNS auth_inner.restricted_session
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_session auth_inner.restricted_session;
BEGIN
    IF octet_length(token) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT s.* INTO found_session
    FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
    WHERE s.id = sha256(token) AND s.login = session_user::text
        AND s.seen > auth_inner.now() - 86400
        AND CASE WHEN auth_inner.is_damaged(a.record) THEN false
            ELSE NOT (a.record ->> 'disabled')::boolean AND NOT (a.record ->> 'pending')::boolean
                AND s.state = auth_inner.fingerprint(a.id, a.name_key, a.record)
            END;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    RETURN found_session;
END
$$;
-- When a user may sign in, as `access_times.rs` and `week_hours.rs` of the program decide it.

-- The time zone of the shop: of the database, or of all databases, or of the server. What a login has set does not count.
CREATE OR REPLACE FUNCTION auth_inner.time_zone() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (SELECT substr(entry, length('TimeZone=') + 1)
         FROM pg_db_role_setting, unnest(setconfig) AS entry
         WHERE setrole = 0 AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
            AND starts_with(lower(entry), 'timezone=')
         ORDER BY setdatabase DESC LIMIT 1),
        (SELECT name FROM auth_inner.zone),
        'UTC')
$$;

-- Whether hours of the week, such as `mon-fri 08:00-18:00, sat 09:00-13:00`, include this minute of a day; days are counted from 0
-- for Monday. NULL if a part is not understood.
CREATE OR REPLACE FUNCTION auth_inner.hours_include(hours text, today integer, minute integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    weekdays text[] := ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    yesterday integer := (today + 6) % 7;
    rule text;
    word text;
    ends text[];
    is_today boolean;
    is_yesterday boolean;
    has_days boolean;
    has_times boolean;
    first_day integer;
    last_day integer;
    from_minute integer;
    to_minute integer;
    is_in boolean := false;
BEGIN
    FOREACH rule IN ARRAY string_to_array(hours, ',') LOOP
        is_today := false;
        is_yesterday := false;
        has_days := false;
        has_times := false;
        FOREACH word IN ARRAY regexp_split_to_array(btrim(rule, ' '), ' +') LOOP
            IF word ~ '^[0-9]' THEN
                ends := regexp_match(word, '^([0-9]{1,2}):([0-5][0-9])-([0-9]{1,2}):([0-5][0-9])$');
                IF ends IS NULL THEN
                    RETURN NULL;
                END IF;
                from_minute := ends[1]::integer * 60 + ends[2]::integer;
                to_minute := ends[3]::integer * 60 + ends[4]::integer;
                IF from_minute = to_minute OR from_minute >= 1440 OR to_minute > 1440 THEN
                    RETURN NULL;
                END IF;
                has_times := true;
                IF from_minute < to_minute THEN
                    is_in := is_in OR (is_today OR NOT has_days) AND minute >= from_minute AND minute < to_minute;
                ELSE
                    is_in := is_in OR (is_today OR NOT has_days) AND minute >= from_minute
                        OR (is_yesterday OR NOT has_days) AND minute < to_minute;
                END IF;
            ELSE
                ends := regexp_match(word, '^([A-Za-z]{3})(?:-([A-Za-z]{3}))?$');
                first_day := array_position(weekdays, lower(ends[1])) - 1;
                last_day := array_position(weekdays, lower(coalesce(ends[2], ends[1]))) - 1;
                IF has_times OR first_day IS NULL OR last_day IS NULL THEN
                    RETURN NULL;
                END IF;
                has_days := true;
                IF first_day <= last_day THEN
                    is_today := is_today OR today BETWEEN first_day AND last_day;
                    is_yesterday := is_yesterday OR yesterday BETWEEN first_day AND last_day;
                ELSE
                    is_today := is_today OR today >= first_day OR today <= last_day;
                    is_yesterday := is_yesterday OR yesterday >= first_day OR yesterday <= last_day;
                END IF;
            END IF;
        END LOOP;
        IF NOT has_times THEN
            RETURN NULL;
        END IF;
    END LOOP;
    RETURN is_in;
END
$$;

-- Whether a user with these access times (first day, last day, hours) may sign in at this time. Times that are not understood
-- are none.
CREATE OR REPLACE FUNCTION auth_inner.is_open_at(times json, at bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    first_day text := btrim(times ->> 0);
    last_day text := btrim(times ->> 1);
    hours text := btrim(times ->> 2);
    here timestamp;
    today text;
BEGIN
    IF first_day = '' AND last_day = '' AND hours = '' THEN
        RETURN true;
    END IF;
    here := to_timestamp(at) AT TIME ZONE auth_inner.time_zone();
    today := to_char(here, 'YYYY-MM-DD');
    IF first_day <> '' AND (first_day !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR first_day COLLATE "C" > today)
        OR last_day <> '' AND (last_day !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR last_day COLLATE "C" < today)
    THEN
        RETURN false;
    END IF;
    RETURN hours = '' OR coalesce(auth_inner.hours_include(hours, extract(isodow FROM here)::integer - 1,
        (extract(hour FROM here) * 60 + extract(minute FROM here))::integer), false);
END
$$;
-- Lists of names in one line, as `name_list.rs` reads them.
CREATE OR REPLACE FUNCTION auth_inner.names(line text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    names text[] := '{}';
    name text := '';
    is_quoted boolean := false;
    at integer := 1;
    letter text;
BEGIN
    WHILE at <= length(line) LOOP
        letter := substr(line, at, 1);
        IF letter = '"' AND is_quoted AND substr(line, at + 1, 1) = '"' THEN
            name := name || letter;
            at := at + 1;
        ELSIF letter = '"' AND (is_quoted OR btrim(name) = '') THEN
            is_quoted := NOT is_quoted;
        ELSIF letter = ',' AND NOT is_quoted THEN
            names := names || btrim(name);
            name := '';
        ELSE
            name := name || letter;
        END IF;
        at := at + 1;
    END LOOP;
    RETURN array_remove(names || btrim(name), '');
END
$$;

-- Whether a list of roles, in which `*` stands for all users, includes one of these roles.
CREATE OR REPLACE FUNCTION auth_inner.includes(line text, roles json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT '*' = ANY (auth_inner.names(line)) OR EXISTS (
        SELECT FROM json_array_elements_text(roles) AS role WHERE role = ANY (auth_inner.names(line)))
$$;
-- Records of the audit log, with the chain of `audit_chain.rs`.

-- Records an event, and removes records that are too old or too many. The row of the ends is the last that a transaction locks.
CREATE OR REPLACE FUNCTION auth_inner.record(
    kind text, who text, who_id bytea, whom text, whom_id bytea, is_done boolean, detail text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment bigint := auth_inner.now();
    ends auth_inner.event_ends;
    upto bigint;
    removed auth_inner.event;
BEGIN
    SELECT * INTO ends FROM auth_inner.event_ends FOR UPDATE;
    IF NOT FOUND THEN
        RAISE data_corrupted USING MESSAGE = 'the ends of the chain are missing';
    END IF;
    ends.last := ends.last + 1;
    ends.link := sha256(
        auth_inner.part(ends.link)
        || auth_inner.part(int8send(ends.last))
        || auth_inner.part(int8send(moment))
        || auth_inner.part(kind)
        || auth_inner.part(who)
        || auth_inner.part(whom)
        || auth_inner.part(decode(CASE WHEN is_done THEN '01' ELSE '00' END, 'hex'))
        || auth_inner.part(detail)
        || coalesce(auth_inner.part('who'::text) || auth_inner.part(who_id), ''::bytea)
        || coalesce(auth_inner.part('whom'::text) || auth_inner.part(whom_id), ''::bytea)
    );
    INSERT INTO auth_inner.event (number, at, kind, who, whom, who_id, whom_id, is_done, detail, link)
    VALUES (ends.last, moment, record.kind, record.who, record.whom, record.who_id, record.whom_id, record.is_done,
        record.detail, ends.link);
    -- Up to the first record that is young enough, so that a clock that was set back leaves no gap.
    upto := greatest(
        ends.last - auth_inner.setting('activity.records', '100000')::bigint,
        coalesce((
            SELECT e.number - 1 FROM auth_inner.event AS e
            WHERE e.at >= moment - auth_inner.setting('activity.days', '365')::bigint * 86400
            ORDER BY e.number LIMIT 1
        ), ends.last)
    );
    IF upto > ends.before THEN
        SELECT * INTO removed FROM auth_inner.event AS e WHERE e.number = upto;
        -- If the record itself is missing, the chain is broken, and must stay so.
        IF FOUND THEN
            ends.before := removed.number;
            ends.first := removed.link;
            DELETE FROM auth_inner.event AS e WHERE e.number <= upto;
        END IF;
    END IF;
    UPDATE auth_inner.event_ends SET before = ends.before, first = ends.first, last = ends.last, link = ends.link;
END
$$;

-- Refuses if an account has made this many records in the last hour: so a computer cannot fill the log, and push out what was
-- recorded before. It locks the ends, so that computers which record at the same time count one after the other.
CREATE OR REPLACE FUNCTION auth_inner.limit_records(account bytea, most bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM auth_inner.event_ends FOR UPDATE;
    IF auth_inner.now() - 3600 < (
        SELECT e.at FROM auth_inner.event AS e WHERE e.who_id = account ORDER BY e.number DESC LIMIT 1 OFFSET most - 1
    ) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
END
$$;
-- Counting attempts, as `throttle.rs`, `delay.rs` and the store of attempts of the program do it.

-- The seconds of the lockout after this number of failures in a row.
CREATE OR REPLACE FUNCTION auth_inner.lock_after(failures bigint) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    doublings bigint := failures - auth_inner.setting('lockout.after', '5')::bigint;
    first bigint := auth_inner.setting('lockout.seconds', '30')::bigint;
    longest bigint := greatest(auth_inner.setting('lockout.max_seconds', '900')::bigint, first);
BEGIN
    RETURN CASE WHEN doublings < 0 THEN 0 ELSE least(first * (1::bigint << least(doublings, 32)::integer), longest) END;
END
$$;

-- Attempts after the time since their last change. A lockout lasts as long by the clock of the server as by that of the
-- computer that wrote it.
CREATE OR REPLACE FUNCTION auth_inner.seen(attempts auth_inner.attempts, at bigint) RETURNS auth_inner.attempts
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    passed bigint := at - attempts.seen_at;
BEGIN
    IF attempts.locked_for > 0 THEN
        passed := least(passed, greatest(at - attempts.written_at, 0));
    END IF;
    attempts.locked_for := greatest(attempts.locked_for - greatest(passed, 0), 0);
    attempts.seen_at := at;
    RETURN attempts;
END
$$;

-- The attempts of a name, which no other transaction can change until the end of this one.
CREATE OR REPLACE FUNCTION auth_inner.locked_attempts(of bytea) RETURNS auth_inner.attempts
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_attempts auth_inner.attempts;
BEGIN
    INSERT INTO auth_inner.attempts AS a (name, failures, locked_for, seen_at) VALUES (of, 0, 0, 0)
    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING a.* INTO found_attempts;
    RETURN found_attempts;
END
$$;

-- Writes attempts.
CREATE OR REPLACE FUNCTION auth_inner.write_attempts(
    before auth_inner.attempts, after auth_inner.attempts, at bigint
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The clock of another computer may be a little ahead: failures do not expire twice.
    IF after.locked_for = 0 AND before.seen_at - after.seen_at BETWEEN 1 AND 300 THEN
        after.seen_at := before.seen_at;
    END IF;
    UPDATE auth_inner.attempts AS a
    SET failures = after.failures, locked_for = after.locked_for, seen_at = after.seen_at,
        last_sign_in = after.last_sign_in, written_at = at
    WHERE a.name = after.name;
END
$$;

-- Forgets names that are old or beyond the limits of `attempt_limits.rs`. All that a transaction has locked must be written
-- before: a new row looks like an old one.
CREATE OR REPLACE FUNCTION auth_inner.forget_names(at bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    most bigint := 10000;
    oldest bigint := at - 90 * 86400;
    -- Invented names do not flush what delays them.
    all_names bytea := auth_inner.attempt_key('all names', ''::bytea);
BEGIN
    -- What is locked is in use: another computer forgets it, and none waits for another.
    WITH never_locked AS (
        SELECT name FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for = 0 AND name <> all_names
        AND seen_at < greatest(oldest, (SELECT seen_at FROM auth_inner.attempts
            WHERE last_sign_in IS NULL AND locked_for = 0
            ORDER BY seen_at DESC LIMIT 1 OFFSET most - 1))
        FOR UPDATE SKIP LOCKED),
    locked AS (
        SELECT name FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for > 0
        AND seen_at + locked_for <= at
        AND seen_at + locked_for < greatest(oldest, (SELECT seen_at + locked_for FROM auth_inner.attempts
            WHERE last_sign_in IS NULL AND locked_for > 0
            ORDER BY seen_at + locked_for DESC LIMIT 1 OFFSET most - 1))
        FOR UPDATE SKIP LOCKED)
    DELETE FROM auth_inner.attempts
    WHERE name = ANY (ARRAY(TABLE never_locked UNION ALL TABLE locked));
END
$$;

-- Failures of all names without those that have expired. `seen_at` is the time up to which they have.
CREATE OR REPLACE FUNCTION auth_inner.expired(all_names auth_inner.attempts, at bigint) RETURNS auth_inner.attempts
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rate bigint := greatest(auth_inner.setting('lockout.all_names', '50')::bigint, 1);
    since bigint := least(all_names.seen_at, at);
    -- In ten minutes as many expire as cause no delay.
    gone bigint := (at - since) * rate / 600;
BEGIN
    IF all_names.failures <= gone THEN
        all_names.failures := 0;
        all_names.seen_at := at;
    ELSE
        all_names.failures := all_names.failures - gone;
        -- A part of a failure expires later.
        all_names.seen_at := since + gone * 600 / rate;
    END IF;
    RETURN all_names;
END
$$;

-- The milliseconds by which an attempt is delayed after these failures of all names, which have expired.
CREATE OR REPLACE FUNCTION auth_inner.delay(failures bigint) RETURNS bigint
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 500 * least(greatest(failures + 1 - auth_inner.setting('lockout.all_names', '50')::bigint, 0), 10)
$$;

-- Takes back a failure that was counted with these values, of a name and of all names, because the password was right. With
-- `outcome`, all failures of the name are reset: after a complete sign-in, which is noted, or because it is `unlocked`.
-- Returns the attempts before.
CREATE OR REPLACE FUNCTION auth_inner.undo(of auth_inner.guess, outcome text, at bigint) RETURNS auth_inner.attempts
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before auth_inner.attempts := auth_inner.locked_attempts(of.typed);
    after auth_inner.attempts := auth_inner.seen(before, at);
    all_before auth_inner.attempts;
    all_after auth_inner.attempts;
BEGIN
    IF outcome = 'undone' THEN
        IF after.failures = of.counted THEN
            after.locked_for := 0;
        END IF;
        after.failures := greatest(after.failures - 1, 0);
    ELSE
        after.failures := 0;
        after.locked_for := 0;
        IF outcome = 'signed in' THEN
            after.last_sign_in := at;
        END IF;
    END IF;
    PERFORM auth_inner.write_attempts(before, after, at);
    IF of.is_raised THEN
        all_before := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
        all_after := auth_inner.expired(all_before, at);
        all_after.failures := greatest(all_after.failures - 1, 0);
        PERFORM auth_inner.write_attempts(all_before, all_after, at);
    END IF;
    PERFORM auth_inner.forget_names(at);
    RETURN before;
END
$$;
-- Before a password is entered at a restricted computer.

-- The user with this name, or else the only one with this e-mail address, as `UserDirectory::find` of the program; folded and
-- trimmed by the computer. An account that waits is not found by its address (R84). Each look reads the same number of rows,
-- whether or not there is such a user, because the server counts rows where every login sees it.
CREATE OR REPLACE FUNCTION auth_inner.find(login text) RETURNS auth_inner.account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_name auth_inner.account;
    by_email auth_inner.account[];
    is_email boolean;
BEGIN
    SELECT a.* INTO by_name FROM auth_inner.account AS a WHERE a.name_key >= login ORDER BY a.name_key LIMIT 1;
    by_email := ARRAY(
        SELECT a FROM auth_inner.account AS a WHERE auth_inner.email_key(a.record) COLLATE "C" >= login
        ORDER BY auth_inner.email_key(a.record) COLLATE "C" LIMIT 2);
    is_email := auth_inner.email_key(by_email[1].record) = login
        AND auth_inner.email_key(by_email[2].record) IS DISTINCT FROM login
        AND CASE WHEN auth_inner.is_damaged(by_email[1].record) THEN false
            ELSE by_email[1].record ->> 'pending' = 'false' END;
    IF by_name.name_key = login THEN
        RETURN by_name;
    ELSIF is_email THEN
        RETURN by_email[1];
    END IF;
    RETURN NULL;
END
$$;

-- What a computer needs of a hash to compute it: the parameters and the salt, as the hash begins.
CREATE OR REPLACE FUNCTION auth_inner.beginning(hash text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN starts_with(hash, '$2') THEN left(hash, 29) ELSE substring(hash FROM '^(.*)[$][^$]*$') END
$$;

-- Whether a user has a hash that can be used.
CREATE OR REPLACE FUNCTION auth_inner.has_hash(record json) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN NOT auth_inner.is_damaged(record) AND record ->> 'password' IS NOT NULL;
END
$$;

-- A salt as a hash has it that begins like this: base64 without padding, for bcrypt with another alphabet.
CREATE OR REPLACE FUNCTION auth_inner.salt_text(bytes bytea, hash text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    encoded text := rtrim(translate(encode(bytes, 'base64'), chr(10), ''), '=');
BEGIN
    RETURN CASE WHEN starts_with(hash, '$2') THEN translate(encoded,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
        './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789') ELSE encoded END;
END
$$;

-- Returns the parameters and the salt of the hash of the user with this name. For another name they are made up: those of a
-- user who is chosen by the name, with another salt. They change only when a real one can change as a whole.
CREATE OR REPLACE FUNCTION auth.salt(login text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    found_account auth_inner.account;
    model auth_inner.account;
    is_real boolean;
    seed bytea;
    made_up text;
    salt_length integer;
BEGIN
    PERFORM auth_inner.admit();
    IF login IS NULL OR octet_length(login) > 1024 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    found_account := auth_inner.find(login);
    seed := auth_inner.attempt_key('salt', convert_to(login, 'UTF8'));
    IF seed IS NULL THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE = 'there is no key';
    END IF;
    SELECT a.* INTO model FROM auth_inner.account AS a
    WHERE a.id >= substr(seed, 1, 16) AND auth_inner.has_hash(a.record) ORDER BY a.id LIMIT 1;
    IF NOT FOUND THEN
        SELECT a.* INTO model FROM auth_inner.account AS a
        WHERE auth_inner.has_hash(a.record) ORDER BY a.id LIMIT 1;
    END IF;
    IF model.id IS NULL THEN
        PERFORM auth_inner.refuse('AU006');
    END IF;
    made_up := auth_inner.beginning(model.record ->> 'password');
    salt_length := length(substring(made_up FROM '[^$]*$'));
    seed := auth_inner.keyed(seed || model.id || convert_to(made_up, 'UTF8'));
    seed := seed || sha256(seed || model.id) || sha256(model.id || seed);
    made_up := left(made_up, -salt_length) || auth_inner.salt_text(substr(seed, 1, salt_length * 3 / 4), made_up);
    -- The same work for an unknown name.
    is_real := found_account.id IS NOT NULL;
    IF NOT is_real THEN
        found_account := model;
    END IF;
    is_real := auth_inner.has_hash(found_account.record) AND is_real;
    RETURN CASE WHEN is_real THEN auth_inner.beginning(found_account.record ->> 'password') ELSE made_up END;
END
$$;
-- Counts an answer, or a code, as a failure before anything looks at it. It does the same work and writes the same rows for
-- every name and every answer.
CREATE OR REPLACE FUNCTION auth_inner.count_answer(
    id bytea, account bytea, typed bytea, answer bytea, for_session bytea, after_ticket bytea
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    before auth_inner.attempts := auth_inner.locked_attempts(typed);
    after auth_inner.attempts := auth_inner.seen(before, at);
    all_before auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
    all_expired auth_inner.attempts := auth_inner.expired(all_before, at);
    all_after auth_inner.attempts := all_expired;
    counted bigint := 0;
    locked_for bigint := 0;
    late bigint := 0;
BEGIN
    IF after.failures >= auth_inner.setting('lockout.stop_after', '100')::bigint THEN
        locked_for := 0;
    ELSIF after.locked_for > 0 THEN
        locked_for := after.locked_for;
    ELSE
        counted := after.failures + 1;
        after.failures := counted;
        after.locked_for := auth_inner.lock_after(counted);
        late := auth_inner.delay(all_expired.failures);
        all_after.failures := least(all_expired.failures + 1,
            auth_inner.setting('lockout.all_names', '50')::bigint + 9);
    END IF;
    PERFORM auth_inner.write_attempts(before, after, at);
    PERFORM auth_inner.write_attempts(all_before, all_after, at);
    PERFORM auth_inner.forget_names(at);
    INSERT INTO auth_inner.guess (ticket, login, xact, at, not_before, account, typed, counted, locked_for,
        is_raised, is_delaying, is_first_delay, answer, for_session, after_ticket)
    VALUES (id, session_user, pg_current_xact_id(), at,
        -- Whole seconds, and never less than the delay.
        at + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END,
        count_answer.account, count_answer.typed, counted, locked_for,
        all_after.failures > all_expired.failures,
        auth_inner.delay(all_after.failures) > 0,
        auth_inner.delay(all_after.failures) > 0 AND auth_inner.delay(all_expired.failures) = 0,
        count_answer.answer, count_answer.for_session, count_answer.after_ticket)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        -- Another connection has answered with this ticket at this moment.
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Whether this login has answered with this ticket already: a ticket takes one answer, which may come again because the first
-- reply was lost.
CREATE OR REPLACE FUNCTION auth_inner.is_answered(id bytea) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    holder text;
BEGIN
    SELECT g.login INTO holder FROM auth_inner.guess AS g WHERE g.ticket = id;
    IF holder <> session_user::text THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN holder IS NOT NULL;
END
$$;

-- Refuses another answer of a login of which 20 were not looked at, one for each of its connections: otherwise it would not wait for
-- the delay, and fill the table and the audit log.
CREATE OR REPLACE FUNCTION auth_inner.limit_answers() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (
        SELECT count(*) FROM (
            SELECT FROM auth_inner.guess AS g WHERE g.login = session_user::text AND g.verdict IS NULL LIMIT 20
        ) AS open
    ) = 20 THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
END
$$;

-- Takes the answer of a computer to the question for a password, and counts it.
--
-- Nothing tells whether an answer is right before the transaction that counts it has ended, and is on the disk: a computer that
-- rolls it back, or stops it with a time limit, has learned nothing.
CREATE OR REPLACE FUNCTION auth.answer(ticket bytea, login text, hash text, session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id bytea := sha256(ticket);
    open_session auth_inner.restricted_session;
    found_account bytea;
    no_account bytea;
    typed bytea;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR hash IS NULL OR octet_length(hash) > 1024
        OR session IS NULL AND (login IS NULL OR octet_length(login) > 1024)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.is_answered(id) THEN
        RETURN;
    END IF;
    PERFORM auth_inner.limit_answers();
    IF session IS NULL THEN
        found_account := (auth_inner.find(login)).id;
    ELSE
        open_session := auth_inner.session_of(session);
        found_account := open_session.account;
    END IF;
    typed := auth_inner.attempt_key(
        CASE WHEN found_account IS NULL THEN 'attempt' ELSE 'account' END,
        coalesce(found_account, convert_to(login, 'UTF8')));
    no_account := substr(auth_inner.keyed(typed), 1, 16);
    PERFORM auth_inner.count_answer(
        id, coalesce(found_account, no_account), typed, sha256(convert_to(hash, 'UTF8')), open_session.id, NULL);
END
$$;
-- The second factor: codes of an authenticator app, as `two_factor.rs` of the program computes them.

-- Four bytes as a number.
CREATE OR REPLACE FUNCTION auth_inner.word(bytes bytea, at integer) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ((get_byte(bytes, at)::bigint * 256 + get_byte(bytes, at + 1)) * 256 + get_byte(bytes, at + 2)) * 256
        + get_byte(bytes, at + 3)
$$;

-- SHA-1 (FIPS 180-4), which the server has not.
CREATE OR REPLACE FUNCTION auth_inner.sha1(text bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mask bigint := 4294967295;
    h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
    w bigint[] := array_fill(0::bigint, ARRAY[80]);
    a bigint;
    b bigint;
    c bigint;
    d bigint;
    e bigint;
    f bigint;
    k bigint;
    mixed bigint;
    at integer;
    padded bytea := text || decode('80', 'hex')
        || decode(repeat('00', (119 - octet_length(text) % 64) % 64), 'hex') || int8send(octet_length(text)::bigint * 8);
BEGIN
    FOR block IN 0 .. octet_length(padded) / 64 - 1 LOOP
        FOR n IN 0 .. 15 LOOP
            at := block * 64 + n * 4;
            w[n + 1] := auth_inner.word(padded, at);
        END LOOP;
        FOR n IN 17 .. 80 LOOP
            mixed := w[n - 3] # w[n - 8] # w[n - 14] # w[n - 16];
            w[n] := ((mixed << 1) | (mixed >> 31)) & mask;
        END LOOP;
        a := h[1];
        b := h[2];
        c := h[3];
        d := h[4];
        e := h[5];
        FOR n IN 1 .. 80 LOOP
            IF n <= 20 THEN
                f := (b & c) | ((b # mask) & d);
                k := 1518500249;
            ELSIF n <= 40 THEN
                f := b # c # d;
                k := 1859775393;
            ELSIF n <= 60 THEN
                f := (b & c) | (b & d) | (c & d);
                k := 2400959708;
            ELSE
                f := b # c # d;
                k := 3395469782;
            END IF;
            mixed := ((((a << 5) | (a >> 27)) & mask) + f + e + k + w[n]) & mask;
            e := d;
            d := c;
            c := ((b << 30) | (b >> 2)) & mask;
            b := a;
            a := mixed;
        END LOOP;
        h := ARRAY[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask, (h[5] + e) & mask];
    END LOOP;
    RETURN substr(int8send(h[1]), 5) || substr(int8send(h[2]), 5) || substr(int8send(h[3]), 5)
        || substr(int8send(h[4]), 5) || substr(int8send(h[5]), 5);
END
$$;

-- The code of a step (RFC 6238 and RFC 4226, 5.3).
CREATE OR REPLACE FUNCTION auth_inner.code_of(secret bytea, step bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    inner_pad bytea := secret || decode(repeat('00', 64 - octet_length(secret)), 'hex');
    outer_pad bytea := inner_pad;
    digest bytea;
    at integer;
BEGIN
    FOR n IN 0 .. 63 LOOP
        at := get_byte(inner_pad, n);
        inner_pad := set_byte(inner_pad, n, at # 54);
        outer_pad := set_byte(outer_pad, n, at # 92);
    END LOOP;
    digest := auth_inner.sha1(outer_pad || auth_inner.sha1(inner_pad || int8send(step)));
    at := get_byte(digest, 19) & 15;
    RETURN lpad(((auth_inner.word(digest, at) & 2147483647) % 1000000)::text, 6, '0');
END
$$;

-- A code without the spaces that were typed.
CREATE OR REPLACE FUNCTION auth_inner.without_spaces(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(string_agg(letter, '' ORDER BY place), '')
    FROM string_to_table(code, NULL) WITH ORDINALITY AS typed (letter, place)
    WHERE NOT (ascii(letter) IN (9, 10, 11, 12, 13, 32, 133, 160, 5760, 8232, 8233, 8239, 8287, 12288)
        OR ascii(letter) BETWEEN 8192 AND 8202)
$$;

-- The secret that was deposited for the second factor that the record of a user has; NULL if there is none.
CREATE OR REPLACE FUNCTION auth_inner.secret_of(account auth_inner.account) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT f.secret FROM auth_inner.second_factor AS f
    WHERE f.account = secret_of.account.id
        AND f.sealed = sha256(convert_to(auth_inner.vault_entry(secret_of.account.record, 'totp'), 'UTF8'))
$$;

-- Deposits the secret of the second factor of a user, whose entry in the key vault this is. Computers with the tables call it when
-- they have seen the right code. It removes those of users who are gone.
CREATE OR REPLACE FUNCTION auth_inner.keep_second_factor(user_id bytea, entry text, bytes bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    digest bytea := sha256(convert_to(entry, 'UTF8'));
BEGIN
    DELETE FROM auth_inner.second_factor AS f
    WHERE NOT EXISTS (SELECT FROM auth_inner.account AS a WHERE a.id = f.account);
    INSERT INTO auth_inner.second_factor AS f (account, sealed, secret)
    VALUES (user_id, digest, bytes)
    ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, secret = excluded.secret
    WHERE f.sealed <> excluded.sealed OR f.secret <> excluded.secret;
END
$$;

-- The step of a code that is the current, the previous or the next one; NULL if it is none of them.
CREATE OR REPLACE FUNCTION auth_inner.step_of(of auth_inner.guess, secret bytea) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    now_step bigint := auth_inner.now() / 30;
    found_step bigint;
BEGIN
    -- The same work whichever it is.
    FOR step IN REVERSE now_step + 1 .. greatest(now_step - 1, 0) LOOP
        IF sha256(convert_to(auth_inner.code_of(secret, step), 'UTF8')) = of.answer THEN
            found_step := step;
        END IF;
    END LOOP;
    RETURN found_step;
END
$$;

-- Uses up a step, which counts once (R33). Returns whether it was not used before.
CREATE OR REPLACE FUNCTION auth_inner.use_step(account bytea, step bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO auth_inner.step AS s (who, used)
    VALUES (sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || account), step)
    ON CONFLICT (who) DO UPDATE SET used = excluded.used WHERE s.used < excluded.used;
    RETURN FOUND;
END
$$;

-- Notes that the password of an answer was right and a code is awaited, as long as the record of the user stays as it is.
CREATE OR REPLACE FUNCTION auth_inner.await_code(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF auth_inner.secret_of(account) IS NULL THEN
        RETURN jsonb_build_object('word', 'second_factor');
    END IF;
    UPDATE auth_inner.guess AS g SET awaits = sha256(convert_to(account.record::text, 'UTF8')) WHERE g.ticket = of.ticket;
    RETURN jsonb_build_object('word', 'code');
END
$$;

-- The answer with the right password that a code belongs to, for ten minutes and as long as the record of the user stays as it is.
CREATE OR REPLACE FUNCTION auth_inner.awaiting(id bytea) RETURNS auth_inner.guess
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    answered auth_inner.guess;
BEGIN
    SELECT g.* INTO answered FROM auth_inner.guess AS g JOIN auth_inner.account AS a ON a.id = g.account
    WHERE g.ticket = awaiting.id AND g.login = session_user::text AND g.verdict ->> 'word' = 'code'
        AND g.at > auth_inner.now() - 600 AND g.awaits = sha256(convert_to(a.record::text, 'UTF8'));
    IF NOT FOUND OR answered.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    RETURN answered;
END
$$;

-- Takes a code for the answer with this ticket, whose verdict was that a code is needed, and counts it. The verdict is asked for
-- with the ticket of the attempt, which becomes the token of the session.
CREATE OR REPLACE FUNCTION auth.code(ticket bytea, code text, attempt bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    answered auth_inner.guess;
    id bytea := sha256(attempt);
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(attempt) IS DISTINCT FROM 32 OR ticket = attempt
        OR code IS NULL OR octet_length(code) > 64
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.is_answered(id) THEN
        RETURN;
    END IF;
    PERFORM auth_inner.limit_answers();
    answered := auth_inner.awaiting(sha256(ticket));
    PERFORM auth_inner.count_answer(id, answered.account, answered.typed,
        sha256(convert_to(auth_inner.without_spaces(code), 'UTF8')), answered.for_session, answered.ticket);
END
$$;
-- Looks at an answer that was counted, and tells whether it was right.
--
-- There are three steps, in transactions of their own. The answer is counted by `auth.answer`. When that is on the disk, the
-- first call of `auth.verdict` looks at it, records what follows and tells nothing. The next call tells. So a computer that
-- rolls the second step back, and finds out from the work of the server what it would have been told, knows of one answer that
-- was counted; the answer itself is recorded all the same, by `auth_inner.sweep`.

-- Whether one of the credentials that a password opens has ended, as `ended_credentials.rs` of the program knows them.
CREATE OR REPLACE FUNCTION auth_inner.has_ended(of auth_inner.account) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM auth_inner.ended WHERE credential IN (
        sha256(auth_inner.part(of.id) || auth_inner.part('password'::text) || auth_inner.part(of.record ->> 'password')),
        sha256(auth_inner.part(of.id) || auth_inner.part('key'::text)
            || auth_inner.part(auth_inner.vault_entry(of.record, 'key')))))
$$;

-- The word for why the answer is wrong, as the audit log has it; NULL if it is right.
CREATE OR REPLACE FUNCTION auth_inner.mistake(of auth_inner.guess, account auth_inner.account) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL THEN
        RETURN 'unknown name';
    ELSIF auth_inner.is_damaged(account.record) THEN
        RETURN 'mistake in the entry';
    ELSIF (account.record ->> 'disabled')::boolean THEN
        RETURN 'disabled';
    ELSIF account.record ->> 'password' IS NULL THEN
        RETURN 'no password';
    ELSIF of.after_ticket IS NOT NULL THEN
        RETURN CASE WHEN auth_inner.step_of(of, auth_inner.secret_of(account)) IS NULL THEN 'wrong code' END;
    ELSIF sha256(convert_to(account.record ->> 'password', 'UTF8')) <> of.answer THEN
        RETURN 'wrong password';
    ELSIF of.for_kiosk AND NOT 'admin' = ANY (auth_inner.roles_of(account.record)) THEN
        RETURN 'not allowed';
    END IF;
    RETURN NULL;
END
$$;

-- Records that an answer was wrong, for this reason, as `SignIn::verify` and `Reauthentication` of the program do it.
CREATE OR REPLACE FUNCTION auth_inner.record_mistake(
    of auth_inner.guess, account auth_inner.account, reason text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_blank boolean := of.typed = auth_inner.attempt_key('attempt', ''::bytea);
    who text := CASE WHEN auth_inner.is_damaged(account.record) THEN account.name_key ELSE account.record ->> 'username' END;
BEGIN
    IF of.for_session IS NOT NULL THEN
        PERFORM auth_inner.record('account', coalesce(who, ''), account.id, '', NULL, false, reason);
    ELSE
        PERFORM auth_inner.record(
            CASE WHEN of.for_kiosk OR EXISTS (
                SELECT FROM auth_inner.guess AS g WHERE g.ticket = of.after_ticket AND g.for_kiosk
            ) THEN 'kiosk' ELSE 'sign_in' END,
            CASE WHEN account.id IS NOT NULL THEN who WHEN is_blank THEN '' ELSE repeat(chr(8226), 3) END,
            account.id, '', NULL, false,
            reason || CASE WHEN auth_inner.lock_after(of.counted) > 0 THEN ', locked' ELSE '' END);
    END IF;
    IF of.is_first_delay THEN
        PERFORM auth_inner.record('sign_in', '', NULL, '', NULL, false, 'many failures');
    END IF;
END
$$;

-- Claims the slot of a session, as the program does it on computers with the tables. Returns why the limits leave none.
CREATE OR REPLACE FUNCTION auth_inner.claim_slot(session bytea, account bytea) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    is_single boolean := auth_inner.setting('sessions.single', 'false')::boolean;
    most bigint := nullif(auth_inner.setting('sessions.max_users', ''), '')::bigint;
    is_in boolean;
    users bigint;
BEGIN
    IF is_single OR most IS NOT NULL THEN
        -- No other computer can come between counting and claiming.
        LOCK TABLE auth_inner.session_slot IN SHARE ROW EXCLUSIVE MODE;
        SELECT coalesce(bool_or(s.account = claim_slot.account), false), count(DISTINCT s.account) INTO is_in, users
        FROM auth_inner.session_slot AS s WHERE abs(at - s.seen) <= 90;
        IF is_single AND is_in THEN
            RETURN 'already_in';
        ELSIF NOT is_in AND users >= most THEN
            RETURN 'full';
        END IF;
    END IF;
    -- Those of programs that were killed.
    DELETE FROM auth_inner.session_slot WHERE id = ANY (ARRAY(
        SELECT s.id FROM auth_inner.session_slot AS s WHERE abs(at - s.seen) > 90 FOR UPDATE SKIP LOCKED));
    INSERT INTO auth_inner.session_slot (id, account, seen) VALUES (substr(session, 1, 16), claim_slot.account, at);
    RETURN NULL;
END
$$;

-- Records a sign-in of a user whose password or token is right, or what stands against it. So that a computer which knows a password
-- cannot fill the log, an account makes at most 1000 records in an hour; then it cannot sign in.
CREATE OR REPLACE FUNCTION auth_inner.record_sign_in(account auth_inner.account, is_done boolean, detail text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(account.id, 1000);
    PERFORM auth_inner.record('sign_in', account.record ->> 'username', account.id, '', NULL, is_done, detail);
END
$$;

-- Signs a user in whose password is right, and the code if one is needed, unless something else stands against it, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.sign_in(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    has_factor boolean := auth_inner.vault_entry(account.record, 'totp') IS NOT NULL;
    before auth_inner.attempts;
    verdict jsonb;
    reason text;
    taken text;
BEGIN
    IF (account.record ->> 'pending')::boolean THEN
        reason := 'not approved';
        verdict := jsonb_build_object('word', 'pending');
    ELSIF auth_inner.has_ended(account) THEN
        reason := 'outdated';
        verdict := jsonb_build_object('word', 'outdated');
    ELSIF NOT auth_inner.is_open_at(account.record -> 'times', at) THEN
        reason := 'outside access times';
        verdict := jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    ELSIF has_factor AND of.after_ticket IS NULL THEN
        verdict := auth_inner.await_code(of, account);
    ELSIF NOT has_factor AND auth_inner.includes(auth_inner.setting('two_step.required_for', ''), account.record -> 'roles') THEN
        verdict := jsonb_build_object('word', 'set_up_second_factor');
    END IF;
    IF verdict IS NULL THEN
        -- Before the slot, by the order of locks.
        PERFORM auth_inner.locked_attempts(of.typed);
        taken := auth_inner.claim_slot(of.ticket, account.id);
    END IF;
    IF taken IS NOT NULL THEN
        reason := 'session limit';
        verdict := jsonb_build_object('word', taken);
    END IF;
    -- An attempt that is refused now is neither a failure nor a sign-in.
    before := auth_inner.undo(of, CASE WHEN verdict IS NULL THEN 'signed in' ELSE 'undone' END, at);
    IF reason IS NOT NULL THEN
        PERFORM auth_inner.record_sign_in(account, false, reason);
    END IF;
    IF verdict IS NOT NULL THEN
        RETURN verdict;
    END IF;
    INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
    VALUES (of.ticket, of.login, account.id,
        auth_inner.fingerprint(account.id, account.name_key, account.record), at, at, at + 300);
    PERFORM auth_inner.record_sign_in(account, true,
        CASE WHEN has_factor THEN 'password and second factor' ELSE 'password' END);
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'before',
        jsonb_build_object('failures', greatest(before.failures - 1, 0), 'last_sign_in', before.last_sign_in));
END
$$;

-- Notes that the user of an open session has entered the right password again, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.confirm(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    who text := account.record ->> 'username';
BEGIN
    IF of.after_ticket IS NULL AND auth_inner.vault_entry(account.record, 'totp') IS NOT NULL
        AND auth_inner.includes(auth_inner.setting('two_step.reauthenticate_for', ''), account.record -> 'roles')
    THEN
        PERFORM auth_inner.undo(of, 'undone', at);
        RETURN auth_inner.await_code(of, account);
    END IF;
    PERFORM auth_inner.undo(of, 'unlocked', at);
    IF NOT auth_inner.is_open_at(account.record -> 'times', at) THEN
        PERFORM auth_inner.limit_records(account.id, 1000);
        PERFORM auth_inner.record('account', coalesce(who, ''), account.id, '', NULL, false, 'outside access times');
        RETURN jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    END IF;
    -- The time of the session begins anew.
    UPDATE auth_inner.restricted_session SET began = at, fresh_until = at + 300, seen = at WHERE id = of.for_session;
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'));
END
$$;

-- Looks at an answer that was counted, records what follows from it, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.judge(of auth_inner.guess) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    account auth_inner.account;
    reason text;
BEGIN
    IF of.counted = 0 THEN
        RETURN jsonb_build_object('word', 'locked', 'seconds', nullif(of.locked_for, 0));
    END IF;
    IF of.after_ticket IS NOT NULL THEN
        -- The code is for what the password was for.
        of.for_kiosk := (auth_inner.awaiting(of.after_ticket)).for_kiosk;
    END IF;
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = of.account;
    reason := auth_inner.mistake(of, account);
    IF reason IS NULL AND of.after_ticket IS NOT NULL THEN
        IF auth_inner.use_step(account.id, auth_inner.step_of(of, auth_inner.secret_of(account))) THEN
            -- The password counts for one session.
            UPDATE auth_inner.guess AS g SET awaits = NULL WHERE g.ticket = of.after_ticket;
        ELSE
            reason := 'wrong code';
        END IF;
    END IF;
    IF reason IS NOT NULL THEN
        PERFORM auth_inner.record_mistake(of, account, reason);
        RETURN jsonb_build_object('word', CASE
            WHEN of.after_ticket IS NOT NULL THEN 'wrong_code'
            WHEN of.is_delaying THEN 'delaying'
            ELSE 'wrong' END);
    ELSIF of.for_kiosk THEN
        RETURN auth_inner.leave_kiosk(of, account);
    ELSIF of.for_session IS NULL THEN
        RETURN auth_inner.sign_in(of, account);
    END IF;
    RETURN auth_inner.confirm(of, account);
END
$$;

-- Records the answers whose verdict was not asked for, as far as they were counted, and removes what is old. It locks
-- nothing that another call could wait for, except the ends of the audit log. It has to be the last thing of a transaction.
CREATE OR REPLACE FUNCTION auth_inner.sweep() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment bigint := auth_inner.now();
    left_open auth_inner.guess;
    account auth_inner.account;
    reason text;
BEGIN
    PERFORM auth_inner.sweep_tokens();
    PERFORM auth_inner.sweep_codes();
    PERFORM auth_inner.sweep_registrations();
    FOR left_open IN
        SELECT g.* FROM auth_inner.guess AS g WHERE g.verdict IS NULL AND g.at < moment - 120
        ORDER BY g.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        IF left_open.counted > 0 THEN
            SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = left_open.account;
            reason := auth_inner.mistake(left_open, account);
            -- One that is right stays a failure, and is recorded as a sign-in that was not completed.
            PERFORM auth_inner.record_mistake(left_open, account, coalesce(reason, 'ended'));
        END IF;
        UPDATE auth_inner.guess AS g SET verdict = jsonb_build_object('word', 'wrong'), xact = pg_current_xact_id()
        WHERE g.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.guess WHERE ticket = ANY (ARRAY(
        SELECT g.ticket FROM auth_inner.guess AS g WHERE g.verdict IS NOT NULL AND g.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    DELETE FROM auth_inner.restricted_session WHERE id = ANY (ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s WHERE s.seen < moment - 86400
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
END
$$;

-- Returns the verdict of an answer, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked bytea := sha256(ticket);
    given auth_inner.guess;
    written pg_lsn;
    result jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT g.* INTO given FROM auth_inner.guess AS g WHERE g.ticket = asked AND g.login = session_user::text;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.verdict IS NOT NULL THEN
        PERFORM auth_inner.sweep();
        RETURN given.verdict;
    ELSIF auth_inner.now() < given.not_before THEN
        RETURN jsonb_build_object('wait', (given.not_before - auth_inner.now()) * 1000);
    END IF;
    -- The answer was committed, so it is in the log up to here; it is safe when this much is on the disk.
    written := coalesce(given.sealed, pg_current_wal_insert_lsn());
    IF pg_current_wal_flush_lsn() < written THEN
        UPDATE auth_inner.guess AS g SET sealed = written WHERE g.ticket = asked AND g.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT g.* INTO given FROM auth_inner.guess AS g WHERE g.ticket = asked AND g.verdict IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        -- Another connection has looked at it meanwhile.
        RETURN jsonb_build_object('wait', 0);
    END IF;
    IF given.for_session IS NOT NULL AND NOT EXISTS (
        SELECT FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = given.for_session AND auth_inner.has_hash(a.record)
            AND s.state = auth_inner.fingerprint(a.id, a.name_key, a.record)
    ) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    result := auth_inner.judge(given);
    UPDATE auth_inner.guess AS g SET verdict = result, xact = pg_current_xact_id() WHERE g.ticket = asked;
    RETURN jsonb_build_object('wait', 0);
END
$$;
-- What the functions need to know of this server.
INSERT INTO auth_inner.zone (name) SELECT reset_val FROM pg_settings WHERE name = 'TimeZone'
ON CONFLICT (one) DO UPDATE SET name = excluded.name;
SELECT auth_inner.ensure_key();
-- What the functions for the own account have in common.

-- The texts of one kind in a key vault, in order.
CREATE OR REPLACE FUNCTION auth_inner.vault_entries(record json, entry text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(substr(part, length(entry) + 2) ORDER BY number), '{}')
    FROM regexp_split_to_table(record ->> 'key_vault', '[[:space:]]+') WITH ORDINALITY AS parts (part, number)
    WHERE starts_with(part, entry || ':')
$$;

-- Whether a session may be used now: within the access times of its user, and if the password was not entered longer ago than
-- sessions may last (`Sessions::end` of the program).
CREATE OR REPLACE FUNCTION auth_inner.is_usable(session auth_inner.restricted_session, record json) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
BEGIN
    RETURN (hours IS NULL OR moment < session.began + 3600 * hours) AND auth_inner.is_open_at(record -> 'times', moment);
END
$$;

-- The account of an open session.
CREATE OR REPLACE FUNCTION auth_inner.own_account(token bytea) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own auth_inner.restricted_session := auth_inner.session_of(token);
    found_account auth_inner.account;
BEGIN
    SELECT a.* INTO found_account FROM auth_inner.account AS a WHERE a.id = own.account;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    RETURN found_account;
END
$$;

-- The same, if the session may be used now. Otherwise the window is locked, and only signs out or asks for the password.
CREATE OR REPLACE FUNCTION auth_inner.own_account_now(token bytea) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own auth_inner.account := auth_inner.own_account(token);
BEGIN
    IF NOT auth_inner.is_usable(auth_inner.session_of(token), own.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    RETURN own;
END
$$;

-- Ends sessions of restricted computers, and frees their slots.
CREATE OR REPLACE FUNCTION auth_inner.end_sessions(ids bytea[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM auth_inner.session_slot AS s
        WHERE s.id = ANY (ARRAY(SELECT substr(ended.id, 1, 16) FROM unnest(ids) AS ended (id)));
    DELETE FROM auth_inner.restricted_session AS s WHERE s.id = ANY (ids);
END
$$;

-- Bytes that cannot be guessed.
CREATE OR REPLACE FUNCTION auth_inner.random_bytes() RETURNS bytea
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
$$;

-- What stands in for a secret of an account: 64 bytes that change with it, and tell nothing of it without the key.
CREATE OR REPLACE FUNCTION auth_inner.stand_in(purpose text, id bytea, secret text) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha512(auth_inner.keyed(auth_inner.part(purpose) || auth_inner.part(id) || auth_inner.part(secret)))
$$;

-- Whether an account permits a session of this state. The access times are not looked at: outside them, the window is locked.
CREATE OR REPLACE FUNCTION auth_inner.permits(account auth_inner.account, state bytea) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN false;
    END IF;
    RETURN account.record ->> 'disabled' = 'false' AND account.record ->> 'pending' = 'false' AND coalesce(
        auth_inner.fingerprint(account.id, account.name_key, account.record) = state, false
    );
END
$$;
-- Notes that this computer is in contact, also before there is an administrator.
CREATE OR REPLACE FUNCTION auth.hello(program text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    contact constant bigint := auth_inner.now();
BEGIN
    PERFORM auth_inner.read_now();
    IF program IS NULL OR program !~ '^[A-Za-z0-9.+-]{1,64}$' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = session_user AND r.rolcanlogin) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    PERFORM auth_inner.ensure_key();
    IF EXISTS (SELECT FROM auth_inner.computer AS c WHERE c.login = session_user::text AND c.revoked_at IS NOT NULL) THEN
        -- It was added again. What is open belongs to the computer that was shut out.
        UPDATE auth_inner.computer AS c SET revoked_at = NULL, joined_at = NULL WHERE c.login = session_user::text;
        PERFORM auth_inner.end_sessions(ARRAY(
            SELECT s.id FROM auth_inner.restricted_session AS s WHERE s.login = session_user::text
        ));
        DELETE FROM auth_inner.remembered AS r WHERE r.login = session_user::text;
        DELETE FROM auth_inner.pin AS p WHERE p.login = session_user::text;
        PERFORM auth_inner.record('store', '', NULL, session_user::text, NULL, true, 'added');
    END IF;
    INSERT INTO auth_inner.computer AS c (login, joined_at, seen_at, program)
        VALUES (session_user::text, contact, contact, hello.program)
        ON CONFLICT (login) DO UPDATE SET joined_at = coalesce(c.joined_at, excluded.joined_at),
            seen_at = excluded.seen_at, program = excluded.program;
    PERFORM auth_inner.sweep();
    RETURN jsonb_build_object(
        'version', (SELECT v.number FROM auth_inner.version AS v), 'now', contact, 'name', current_database()
    );
END
$$;

-- The sections of the settings that every computer knows. Others, also those of later versions, stay on the server:
-- pages, roles, approvals, the mail server, and who may register where.
CREATE OR REPLACE FUNCTION auth_inner.is_for_computers(path text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT split_part(path, '.', 1) IN (
        'app', 'password', 'lockout', 'two_step', 'signatures', 'cookie', 'sessions', 'parked', 'lock', 'quick', 'activity',
        'updates'
    )
$$;

-- The texts of a list of the settings, in order.
CREATE OR REPLACE FUNCTION auth_inner.setting_list(list text) RETURNS TABLE (n integer, item text)
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT at - 1, s.value
    FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS at
    JOIN auth_inner.setting AS s ON s.path = list || '.' || (at - 1)
    WHERE l.path = list
    ORDER BY at
$$;

-- The rows of a list with these texts.
CREATE OR REPLACE FUNCTION auth_inner.list_rows(list text, items text[]) RETURNS TABLE (path text, value text)
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT list, cardinality(items)::text WHERE cardinality(items) > 0
    UNION ALL
    SELECT list || '.' || (at - 1), items[at] FROM generate_subscripts(items, 1) AS at
$$;

-- The rows of a page as one who may open it knows it. Of those who may open it, only the user and their roles are told.
-- What a second person approves each time stays on the server: content of the page, or the item.
CREATE OR REPLACE FUNCTION auth_inner.page_rows(page text, place text, name_key text, roles text[])
RETURNS TABLE (path text, value text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- Damage takes no approval away.
    is_approved boolean := coalesce(
        (SELECT s.value <> '' FROM auth_inner.setting AS s WHERE s.path = page || '.approval'), true
    );
    kept integer := 0;
    item record;
BEGIN
    RETURN QUERY SELECT place || substr(s.path, length(page) + 1), s.value FROM auth_inner.setting AS s
        WHERE s.path IN (page || '.id', page || '.title', page || '.icon', page || '.everyone', page || '.approval')
        OR (NOT is_approved AND s.path IN (page || '.text', page || '.file', page || '.launch'));
    RETURN QUERY SELECT * FROM auth_inner.list_rows(place || '.roles', ARRAY(
        SELECT l.item FROM auth_inner.setting_list(page || '.roles') AS l WHERE l.item = ANY (roles) ORDER BY l.n
    ));
    RETURN QUERY SELECT * FROM auth_inner.list_rows(place || '.users', ARRAY(
        SELECT l.item FROM auth_inner.setting_list(page || '.users') AS l
        WHERE auth_inner.fold(btrim(l.item)) = name_key ORDER BY l.n
    ));
    IF is_approved THEN
        RETURN QUERY SELECT place || '.text', '';
        RETURN;
    END IF;
    FOR item IN
        SELECT page || '.items.' || (at - 1) AS at
        FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS at
        WHERE l.path = page || '.items' ORDER BY at
    LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM auth_inner.setting AS s WHERE s.path = item.at || '.approval' AND s.value = ''
        );
        RETURN QUERY SELECT place || '.items.' || kept || substr(s.path, length(item.at) + 1), s.value
            FROM auth_inner.setting AS s WHERE starts_with(s.path, item.at || '.');
        kept := kept + 1;
    END LOOP;
    RETURN QUERY SELECT place || '.items', kept::text WHERE kept > 0;
END
$$;

-- The pages that a user may open, and what the user's roles are, numbered anew.
CREATE OR REPLACE FUNCTION auth_inner.own_rows(account auth_inner.account) RETURNS TABLE (path text, value text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own text[] := ARRAY(SELECT json_array_elements_text(account.record -> 'roles'));
    opened text[] := '{}';
    pages text[];
    pages_of_role text[];
    kept integer := 0;
    at text;
    page_id text;
BEGIN
    FOR at IN SELECT 'roles.' || (n - 1) FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS n
        WHERE l.path = 'roles' ORDER BY n
    LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM auth_inner.setting AS s WHERE s.path = at || '.name' AND s.value = ANY (own)
        );
        pages_of_role := ARRAY(SELECT l.item FROM auth_inner.setting_list(at || '.pages') AS l ORDER BY l.n);
        opened := opened || pages_of_role;
        RETURN QUERY SELECT 'roles.' || kept || '.name', s.value
            FROM auth_inner.setting AS s WHERE s.path = at || '.name';
        RETURN QUERY SELECT * FROM auth_inner.list_rows('roles.' || kept || '.permissions', ARRAY(
            SELECT l.item FROM auth_inner.setting_list(at || '.permissions') AS l ORDER BY l.n
        ));
        RETURN QUERY SELECT * FROM auth_inner.list_rows('roles.' || kept || '.pages', pages_of_role);
        kept := kept + 1;
    END LOOP;
    RETURN QUERY SELECT 'roles', kept::text WHERE kept > 0;
    kept := 0;
    FOR at IN SELECT 'views.' || (n - 1) FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS n
        WHERE l.path = 'views' ORDER BY n
    LOOP
        SELECT s.value INTO page_id FROM auth_inner.setting AS s WHERE s.path = at || '.id';
        CONTINUE WHEN NOT (
            coalesce(page_id = ANY (opened), false)
            OR EXISTS (SELECT FROM auth_inner.setting AS s WHERE s.path = at || '.everyone' AND s.value = 'true')
            OR EXISTS (SELECT FROM auth_inner.setting_list(at || '.roles') AS l WHERE l.item = ANY (own))
            OR EXISTS (
                SELECT FROM auth_inner.setting_list(at || '.users') AS l
                WHERE auth_inner.fold(btrim(l.item)) = account.name_key
            )
        );
        RETURN QUERY SELECT * FROM auth_inner.page_rows(at, 'views.' || kept, account.name_key, own);
        kept := kept + 1;
    END LOOP;
    RETURN QUERY SELECT 'views', kept::text WHERE kept > 0;
END
$$;

-- The settings: without a session what the sign-in needs, with one also the pages of its user. While the session may not be used,
-- the pages are left out, and the revision is another one, so that the computer reads them again afterwards.
CREATE OR REPLACE FUNCTION auth.settings(session bytea, known bytea)
RETURNS TABLE (revision bytea, path text, value text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    present bytea;
    own auth_inner.account;
    is_usable boolean := false;
BEGIN
    PERFORM auth_inner.admit();
    IF session IS NOT NULL THEN
        own := auth_inner.own_account(session);
        is_usable := auth_inner.is_usable(auth_inner.session_of(session), own.record);
    END IF;
    SELECT h.revision INTO present FROM auth_inner.head AS h;
    IF present IS NULL THEN
        PERFORM auth_inner.refuse('AU006');
    ELSIF session IS NOT NULL AND NOT is_usable THEN
        present := sha256(present);
    END IF;
    RETURN QUERY SELECT present, NULL::text, NULL::text;
    IF present IS NOT DISTINCT FROM known THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT present, s.path::text, s.value FROM auth_inner.setting AS s WHERE auth_inner.is_for_computers(s.path)
        UNION ALL
        SELECT present, 'registration.mode', auth_inner.registration_here()
        UNION ALL
        SELECT present, r.path, r.value FROM auth_inner.own_rows(own) AS r
        WHERE is_usable;
END
$$;
-- Text of URL-safe base64 without padding.
CREATE OR REPLACE FUNCTION auth_inner.base64url(bytes bytea) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT translate(encode(bytes, 'base64'), '+/=' || chr(10), '-_') $$;

-- What stands for a second factor; NULL if there is none.
CREATE OR REPLACE FUNCTION auth_inner.shown_totp(id bytea, totp text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.base64url(auth_inner.stand_in('second factor', id, totp)) $$;

-- What stands for the key that the password opens; NULL if there is none. On the key itself, passwords could be tried elsewhere.
CREATE OR REPLACE FUNCTION auth_inner.shown_key(id bytea, key text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'a1.' || auth_inner.base64url(substr(hidden, 1, 16)) || '.' || auth_inner.base64url(substr(hidden, 17))
    FROM auth_inner.stand_in('key', id, key) AS hidden
$$;

-- A record as its owner knows it at a restricted computer: what stands for the password, the key and the second factor changes
-- with them, and opens nothing. Codes are left out.
CREATE OR REPLACE FUNCTION auth_inner.shown_record(account auth_inner.account) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    alphabet constant text := './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    record constant json := account.record;
    totp constant text := auth_inner.vault_entry(record, 'totp');
    hidden bytea;
    password text;
BEGIN
    IF record ->> 'password' IS NOT NULL THEN
        hidden := auth_inner.stand_in('password', account.id, record ->> 'password');
        SELECT '$2b$04$' || string_agg(substr(alphabet, (get_byte(hidden, at) & 63) + 1, 1), '' ORDER BY at)
            INTO password FROM generate_series(0, 52) AS at;
    END IF;
    RETURN json_build_object(
        'username', record -> 'username', 'email', record -> 'email', 'first_name', record -> 'first_name',
        'last_name', record -> 'last_name', 'password', password, 'roles', record -> 'roles',
        'disabled', record -> 'disabled', 'times', record -> 'times', 'pending', record -> 'pending',
        'picture', record -> 'picture', 'must_change_password', record -> 'must_change_password',
        'session_epoch', record -> 'session_epoch',
        'key_vault', concat_ws(' ', 'key:' || auth_inner.shown_key(account.id, auth_inner.vault_entry(record, 'key')),
            'totp:' || auth_inner.shown_totp(account.id, totp),
            'recovered:' || auth_inner.vault_entry(record, 'recovered')),
        'fields', record -> 'fields'
    );
END
$$;

-- Returns the accounts of those sessions that have not ended. Those that have are removed. `token_index` counts from zero.
CREATE OR REPLACE FUNCTION auth.look(tokens bytea[])
RETURNS TABLE (token_index integer, account bytea, record json, session_state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    ids bytea[];
    ended bytea[];
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF tokens IS NULL OR cardinality(tokens) > 200 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    ids := ARRAY(SELECT sha256(token) FROM unnest(tokens) AS t (token) WHERE octet_length(token) = 32);
    ended := ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s LEFT JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = ANY (ids) AND s.login = session_user::text
        AND (s.seen <= looked - 86400 OR NOT auth_inner.permits(a, s.state))
    );
    IF cardinality(ended) > 0 THEN
        PERFORM auth_inner.end_sessions(ended);
    END IF;
    -- Writing at each look would be much for a table that changes so little.
    UPDATE auth_inner.restricted_session AS s SET seen = looked
        WHERE s.id = ANY (ids) AND s.login = session_user::text AND abs(looked - s.seen) >= 30;
    -- One that is parked has no slot.
    UPDATE auth_inner.session_slot AS slot SET seen = looked
        FROM auth_inner.restricted_session AS s
        WHERE slot.id = substr(s.id, 1, 16) AND s.id = ANY (ids) AND s.login = session_user::text
        AND abs(looked - slot.seen) >= 30;
    RETURN QUERY SELECT number::integer - 1, a.id, auth_inner.shown_record(a), 'open'
        FROM unnest(tokens) WITH ORDINALITY AS t (token, number)
        JOIN auth_inner.restricted_session AS s ON s.id = sha256(token) AND s.login = session_user::text
        JOIN auth_inner.account AS a ON a.id = s.account AND auth_inner.permits(a, s.state)
        WHERE octet_length(token) = 32
        ORDER BY number;
END
$$;

-- Returns the key of the own account as the password wraps it, for a session in which the password was just entered; NULL if there
-- is none.
CREATE OR REPLACE FUNCTION auth.own_key(session bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := auth_inner.own_account_now(session);
    IF (auth_inner.session_of(session)).fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    RETURN auth_inner.vault_entry(own.record, 'key');
END
$$;
-- What the owner of an open session reads of the own account, what the window reports, and the end of the session.

-- What an account is notified of: under a digest of its id.
CREATE OR REPLACE FUNCTION auth_inner.notice_key(id bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || id) $$;

-- Keeps a notice for the next sign-in of an account, and at most 50 of them.
CREATE OR REPLACE FUNCTION auth_inner.tell(id bytea, word text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    told constant bytea := auth_inner.notice_key(id);
BEGIN
    INSERT INTO auth_inner.notice (who, word, at) VALUES (told, tell.word, auth_inner.now());
    DELETE FROM auth_inner.notice AS n WHERE n.who = told AND n.number <= (
        SELECT kept.number FROM auth_inner.notice AS kept WHERE kept.who = told ORDER BY kept.number DESC OFFSET 50 LIMIT 1
    );
END
$$;

-- Returns the notices of the own account. They stay until `auth.forget_notices`, because this answer may be lost.
CREATE OR REPLACE FUNCTION auth.notices(session bytea) RETURNS TABLE (number bigint, word text, at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    told bytea;
BEGIN
    PERFORM auth_inner.admit();
    told := auth_inner.notice_key((auth_inner.own_account_now(session)).id);
    RETURN QUERY SELECT n.number, n.word, n.at FROM auth_inner.notice AS n WHERE n.who = told ORDER BY n.number;
END
$$;

-- Forgets the notices of the own account up to this number, which the user was told.
CREATE OR REPLACE FUNCTION auth.forget_notices(session bytea, upto bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    told bytea;
BEGIN
    PERFORM auth_inner.admit();
    told := auth_inner.notice_key((auth_inner.own_account_now(session)).id);
    DELETE FROM auth_inner.notice AS n WHERE n.who = told AND n.number <= upto;
END
$$;

-- Returns the latest events that the own account has made or that were about it, the latest first.
CREATE OR REPLACE FUNCTION auth.activity(session bytea, since bigint, of_kind text, lim integer)
RETURNS TABLE (
    number bigint, at bigint, kind text, who text, whom text, who_id bytea, whom_id bytea, is_done boolean, detail text,
    link bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    own bytea;
    -- An account that was added again by hand can have the id of one that was removed.
    removed bigint;
BEGIN
    PERFORM auth_inner.admit();
    own := (auth_inner.own_account_now(session)).id;
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 1000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT coalesce(max(gone.number), 0) INTO removed FROM auth_inner.event AS gone
        WHERE gone.whom_id = own AND gone.kind = 'people' AND gone.detail = 'removed';
    -- Each by an index: an event is rarely both.
    RETURN QUERY
        SELECT e.number, e.at, e.kind, e.who, e.whom, e.who_id, e.whom_id, e.is_done, e.detail, e.link
        FROM auth_inner.event AS e
        WHERE e.number = ANY (ARRAY(
            (SELECT made.number FROM auth_inner.event AS made
             WHERE made.who_id = own AND made.number > removed AND (activity.since IS NULL OR made.at >= activity.since)
                 AND (of_kind IS NULL OR made.kind = of_kind)
             ORDER BY made.number DESC LIMIT lim)
            UNION
            (SELECT about.number FROM auth_inner.event AS about
             WHERE about.whom_id = own AND about.number > removed AND (activity.since IS NULL OR about.at >= activity.since)
                 AND (of_kind IS NULL OR about.kind = of_kind)
             ORDER BY about.number DESC LIMIT lim)
        ))
        ORDER BY e.number DESC LIMIT lim;
END
$$;

-- The kind of the record of what only the window knows; NULL if a window may not record it.
CREATE OR REPLACE FUNCTION auth_inner.kind_of_note(word text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN word IN ('locked', 'unlocked', 'unlocked in an outage', 'switched away', 'parked session ended', 'pin') THEN 'lock'
    END
$$;

-- Counts a wrong PIN among the failures of all names (R86).
CREATE OR REPLACE FUNCTION auth_inner.count_wrong_pin() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    before constant auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
    after auth_inner.attempts := auth_inner.expired(before, moment);
BEGIN
    after.failures := least(after.failures + 1, auth_inner.setting('lockout.all_names', '50')::bigint + 9);
    PERFORM auth_inner.write_attempts(before, after, moment);
END
$$;

-- Records what only the window knows. After a PIN has unlocked it, the password no longer counts as just entered. So that a computer
-- cannot fill the log, and push out what was recorded before, an account has 120 such records in an hour.
CREATE OR REPLACE FUNCTION auth.note(session bytea, word text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    kind constant text := auth_inner.kind_of_note(word);
    own_session auth_inner.restricted_session;
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own_session := auth_inner.session_of(session);
    own := auth_inner.own_account(session);
    IF kind IS NULL THEN
        PERFORM auth_inner.refuse('AU002');
    ELSIF word = 'unlocked' AND own_session.fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF word = 'pin' THEN
        UPDATE auth_inner.restricted_session AS s SET fresh_until = 0 WHERE s.id = own_session.id;
    END IF;
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record(kind, own.record ->> 'username', own.id, '', NULL, true, word);
END
$$;

-- Frees the slot of a session that is parked, so that another user can have it.
CREATE OR REPLACE FUNCTION auth.free_slot(session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own_session auth_inner.restricted_session;
BEGIN
    PERFORM auth_inner.admit();
    own_session := auth_inner.session_of(session);
    DELETE FROM auth_inner.session_slot AS s WHERE s.id = substr(own_session.id, 1, 16);
END
$$;

-- Ends a session, and records how. One that is not there any more was ended before.
CREATE OR REPLACE FUNCTION auth.sign_out(session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    ended auth_inner.restricted_session;
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(session) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    DELETE FROM auth_inner.restricted_session AS s
        WHERE s.id = sha256(session) AND s.login = session_user::text RETURNING s.* INTO ended;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM auth_inner.end_sessions(ARRAY[ended.id]);
    SELECT a.* INTO own FROM auth_inner.account AS a WHERE a.id = ended.account;
    IF FOUND AND NOT auth_inner.is_damaged(own.record) THEN
        PERFORM auth_inner.record('sign_out', own.record ->> 'username', own.id, '', NULL, true,
            CASE WHEN auth_inner.permits(own, ended.state) THEN '' ELSE 'ended' END);
    END IF;
END
$$;
-- The change of the own account at a restricted computer. What is written is as `users/write.rs` writes it.

-- A text without white space around it, as `trim` of the program.
CREATE OR REPLACE FUNCTION auth_inner.trimmed(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT btrim(words, string_agg(chr(code), '')) FROM unnest(ARRAY[
        9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239,
        8287, 12288
    ]) AS code
$$;

-- Whether a text has a character that is not shown, but changes how others are: `is_invisible` of the program.
CREATE OR REPLACE FUNCTION auth_inner.has_invisible(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(bool_or(
        code < 32 OR code BETWEEN 127 AND 159 OR code = 1564 OR code BETWEEN 8203 AND 8207 OR code BETWEEN 8232 AND 8238
        OR code BETWEEN 8288 AND 8297 OR code = 65279 OR code BETWEEN 65529 AND 65531 OR code BETWEEN 917504 AND 917631
    ), false)
    FROM string_to_table(words, NULL) AS letter, ascii(letter) AS code
$$;

-- A name of a person, checked.
CREATE OR REPLACE FUNCTION auth_inner.checked_name(name jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := auth_inner.trimmed(name #>> '{}');
BEGIN
    -- Two of the invisible characters join letters of some scripts.
    IF jsonb_typeof(name) <> 'string' OR length(words) > 200
        OR auth_inner.has_invisible(translate(words, chr(8204) || chr(8205), ''))
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- An e-mail address, checked. Letters outside ASCII can make two addresses look alike, which is only compared at a trusted
-- computer.
CREATE OR REPLACE FUNCTION auth_inner.checked_email(email jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := auth_inner.trimmed(email #>> '{}');
BEGIN
    IF jsonb_typeof(email) <> 'string' OR octet_length(words) <> length(words) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF length(words) > 254 OR words !~
        '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$'
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- Whether another user has this address or name.
CREATE OR REPLACE FUNCTION auth_inner.is_used(name text, except_for bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
            SELECT FROM auth_inner.account AS a WHERE a.name_key = auth_inner.fold(name) AND a.id <> except_for
        ) OR EXISTS (
            SELECT FROM auth_inner.account AS a
            WHERE auth_inner.email_key(a.record) COLLATE "C" = auth_inner.fold(name) AND a.id <> except_for
        )
$$;

-- Whether another user has this address or name, or it waits for its owner to register (R89).
CREATE OR REPLACE FUNCTION auth_inner.is_taken(email text, except_for bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.is_used(is_taken.email, except_for)
        OR EXISTS (SELECT FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(is_taken.email))
$$;

-- Whether an address is taken can be asked again and again, in changes that are rolled back. So it cannot be asked quickly.
CREATE OR REPLACE FUNCTION auth_inner.linger() RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_sleep(0.5) $$;

-- The path of a picture, checked. A path that leads to another computer would have every computer that shows it sign in there.
CREATE OR REPLACE FUNCTION auth_inner.checked_picture(picture jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := picture #>> '{}';
BEGIN
    IF jsonb_typeof(picture) = 'null' THEN
        RETURN NULL;
    END IF;
    IF jsonb_typeof(picture) <> 'string' OR length(words) > 1000 OR auth_inner.has_invisible(words)
        OR NOT (starts_with(words, '/') OR words ~ '^[A-Za-z]:' AND substr(words, 3, 1) IN ('/', chr(92)))
        OR substr(words, 2, 1) IN ('/', chr(92)) OR strpos(words, '/?') = 1
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- Whether a hash of a new password is well formed and not cheaper to guess than the settings ask for.
CREATE OR REPLACE FUNCTION auth_inner.is_new_hash(hash text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found text[];
BEGIN
    found := regexp_match(hash, '^[$]2b[$]([0-9]{2})[$][A-Za-z0-9./]{53}$');
    IF found IS NOT NULL THEN
        RETURN auth_inner.setting('password.hash', 'bcrypt') = 'bcrypt'
            AND found[1]::integer BETWEEN auth_inner.setting('password.cost', '12')::integer AND 15;
    END IF;
    found := regexp_match(hash,
        '^[$]argon2id[$]v=19[$]m=([0-9]{1,6}),t=([0-9]{1,2}),p=([0-9]{1,2})[$][A-Za-z0-9+/]{22,128}[$][A-Za-z0-9+/]{43,128}$');
    RETURN found IS NOT NULL AND found[1]::integer BETWEEN 65536 AND 262144 AND found[2]::integer BETWEEN 3 AND 16
        AND found[3]::integer BETWEEN 1 AND 16;
END
$$;

-- Whether a text is base64 for URLs without padding, as the program writes it: the spare bits of the last letter are 0.
CREATE OR REPLACE FUNCTION auth_inner.is_base64url(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT words ~ '^[A-Za-z0-9_-]*$' AND CASE length(words) % 4
        WHEN 0 THEN true
        WHEN 2 THEN words ~ '[AQgw]$'
        WHEN 3 THEN words ~ '[AEIMQUYcgkosw048]$'
        ELSE false
    END
$$;

-- Whether a text is a user key that is wrapped with a password: a salt of 16 bytes, and between 41 and 768 bytes.
CREATE OR REPLACE FUNCTION auth_inner.is_wrapped_key(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT words ~ '^a1[.][A-Za-z0-9_-]{21}[AQgw][.][A-Za-z0-9_-]+$' AND auth_inner.is_base64url(split_part(words, '.', 3))
        AND length(split_part(words, '.', 3)) BETWEEN 55 AND 1024
$$;

-- The key vault after a change of the password. The computer gives the user key, wrapped with the new password; codes and the
-- second factor, which it does not know, stay as they are, and a code of an administrator ends with the password that it could
-- replace. Without the key, unused recovery codes end, as `KeyVault::after_reset`.
CREATE OR REPLACE FUNCTION auth_inner.vault_after(id bytea, record json, vault jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    codes constant text[] := auth_inner.vault_entries(record, 'code');
    old_key constant text := auth_inner.vault_entry(record, 'key');
    totp constant text := auth_inner.vault_entry(record, 'totp');
    recovered constant text := auth_inner.vault_entry(record, 'recovered');
    -- What the computer was shown of these two may come back.
    shown constant text[] := ARRAY['totp:' || auth_inner.shown_totp(id, totp), 'recovered:' || recovered];
    given text[];
    key text;
BEGIN
    IF vault IS NOT NULL AND jsonb_typeof(vault) <> 'string' OR length(vault #>> '{}') > 2000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    given := ARRAY(
        SELECT part FROM unnest(string_to_array(vault #>> '{}', ' ')) AS part WHERE part <> '' AND part = ANY (shown) IS NOT TRUE
    );
    key := CASE WHEN starts_with(given[1], 'key:') THEN substr(given[1], 5) END;
    IF cardinality(given) > 1 OR cardinality(given) = 1 AND (
        key IS NULL OR key IN (old_key, auth_inner.shown_key(id, old_key)) OR NOT auth_inner.is_wrapped_key(key)
    ) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF totp IS NULL AND (key IS NULL OR cardinality(codes) = 0) THEN
        RETURN '';
    END IF;
    -- What opens the second factor cannot be given up here, and a computer that does not know the key has none to give.
    IF (key IS NULL) <> (old_key IS NULL) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    RETURN concat_ws(' ', 'key:' || key, 'code:' || nullif(array_to_string(codes, ' code:'), ''), 'totp:' || totp,
        'recovered:' || recovered);
END
$$;

-- The digests of all credentials of an account: `ended_credentials::all_of`.
CREATE OR REPLACE FUNCTION auth_inner.credentials(account auth_inner.account) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    record constant json := account.record;
    key constant text := auth_inner.vault_entry(record, 'key');
    state constant bytea := auth_inner.fingerprint(account.id, account.name_key, record);
    is_disabled constant bytea := CASE WHEN record ->> 'disabled' = 'true' THEN decode('01', 'hex') ELSE decode('00', 'hex') END;
BEGIN
    RETURN ARRAY(
        SELECT sha256(auth_inner.part(account.id) || auth_inner.part(c.kind) || auth_inner.part(c.bytes))
        FROM (
            SELECT 'password' AS kind, convert_to(record ->> 'password', 'UTF8') AS bytes
            UNION ALL SELECT 'key', convert_to(key, 'UTF8')
            UNION ALL SELECT 'recovery code', convert_to(code, 'UTF8') FROM unnest(auth_inner.vault_entries(record, 'code')) AS code
            UNION ALL SELECT 'reset code', convert_to(auth_inner.vault_entry(record, 'reset'), 'UTF8')
            UNION ALL SELECT 'remembered', state
            UNION ALL SELECT 'quick unlock', state || is_disabled || convert_to(coalesce(key, ''), 'UTF8')
        ) AS c
        WHERE c.bytes IS NOT NULL
    );
END
$$;

-- The record after a change by its owner.
CREATE OR REPLACE FUNCTION auth_inner.changed_record(id bytea, record json, patch jsonb) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_password constant boolean := patch ? 'password';
    epoch bigint := (record ->> 'session_epoch')::bigint;
BEGIN
    IF patch ? 'session_epoch' THEN
        epoch := (epoch + 1) % 1000000000;
        IF patch -> 'session_epoch' <> to_jsonb(epoch) THEN
            PERFORM auth_inner.refuse('AU002');
        END IF;
    END IF;
    RETURN json_build_object(
        'username', record -> 'username',
        'email', CASE WHEN patch ? 'email' THEN auth_inner.checked_email(patch -> 'email') ELSE record ->> 'email' END,
        'first_name', CASE WHEN patch ? 'first_name' THEN auth_inner.checked_name(patch -> 'first_name')
            ELSE auth_inner.trimmed(record ->> 'first_name') END,
        'last_name', CASE WHEN patch ? 'last_name' THEN auth_inner.checked_name(patch -> 'last_name')
            ELSE auth_inner.trimmed(record ->> 'last_name') END,
        'password', CASE WHEN is_password THEN patch ->> 'password' ELSE record ->> 'password' END,
        'roles', record -> 'roles',
        'disabled', record -> 'disabled',
        'times', record -> 'times',
        'pending', record -> 'pending',
        'picture', CASE WHEN patch ? 'picture' THEN auth_inner.checked_picture(patch -> 'picture') ELSE record ->> 'picture' END,
        'must_change_password', CASE WHEN is_password THEN to_json(false) ELSE record -> 'must_change_password' END,
        'session_epoch', epoch,
        'key_vault', CASE WHEN is_password THEN auth_inner.vault_after(id, record, patch -> 'key_vault')
            ELSE record ->> 'key_vault' END,
        'fields', record -> 'fields'
    );
END
$$;

-- Checks that a change has only what a user may change, and that the password was entered for what needs it.
CREATE OR REPLACE FUNCTION auth_inner.check_patch(own_session auth_inner.restricted_session, record json, patch jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    seconds constant bigint := auth_inner.now();
    is_fresh constant boolean := own_session.fresh_until > seconds;
    -- Who has to choose a password has just entered the one before.
    must_change constant boolean := record ->> 'must_change_password' = 'true' AND own_session.began > seconds - 600;
BEGIN
    IF EXISTS (
        SELECT FROM jsonb_object_keys(patch) AS changed WHERE changed NOT IN (
            'first_name', 'last_name', 'email', 'picture', 'password', 'must_change_password', 'key_vault', 'session_epoch'
        )
    ) OR (patch ? 'must_change_password' OR patch ? 'key_vault') AND NOT patch ? 'password'
        OR patch ? 'must_change_password' AND patch -> 'must_change_password' <> 'false'
    THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF (patch ? 'email' OR patch ? 'session_epoch') AND NOT is_fresh
        OR patch ? 'password' AND NOT (is_fresh OR must_change)
    THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    IF patch ? 'password' AND (
        jsonb_typeof(patch -> 'password') <> 'string' OR NOT auth_inner.is_new_hash(patch ->> 'password')
        OR patch ->> 'password' = record ->> 'password'
    ) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Notes that the credentials of an account which a change has replaced have ended (R91), and ends its other sessions.
CREATE OR REPLACE FUNCTION auth_inner.end_replaced(before auth_inner.account, after auth_inner.account, kept bytea)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO auth_inner.ended (credential)
        SELECT unnest(auth_inner.credentials(before)) EXCEPT SELECT unnest(auth_inner.credentials(after))
        ON CONFLICT (credential) DO NOTHING;
    PERFORM auth_inner.end_sessions(ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s
        WHERE s.account = before.id AND s.id <> kept AND NOT auth_inner.permits(after, s.state)
    ));
    UPDATE auth_inner.restricted_session AS s
        SET state = auth_inner.fingerprint(after.id, after.name_key, after.record) WHERE s.id = kept;
    -- An old password signs nothing any more (R112).
    IF after.record ->> 'password' IS DISTINCT FROM before.record ->> 'password' THEN
        DELETE FROM auth_inner.signing_key AS k WHERE k.account = before.id;
        IF FOUND THEN
            PERFORM auth_inner.record('signature', '', NULL, before.record ->> 'username', before.id, true, 'signing key ended');
        END IF;
    END IF;
END
$$;

-- Whether recovery codes have ended that were not used, as `Notices::send_change`: one of the present form may have been.
CREATE OR REPLACE FUNCTION auth_inner.are_codes_lost(before json, after json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (count(*) > 1 OR bool_or(NOT starts_with(code, 'x1.')))
        AND cardinality(auth_inner.vault_entries(after, 'code')) = 0
    FROM unnest(auth_inner.vault_entries(before, 'code')) AS code
$$;

-- Records a change by the owner, who is notified of what concerns the sign-in (R35). An account that has made 120 records in the
-- last hour makes no further change.
CREATE OR REPLACE FUNCTION auth_inner.record_own(before auth_inner.account, after auth_inner.account, patch jsonb)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    event text;
    events text[] := array_remove(ARRAY[
        CASE WHEN patch ? 'password' THEN 'password_changed' END,
        CASE WHEN patch ? 'email' THEN 'email_changed' END,
        CASE WHEN patch ? 'session_epoch' THEN 'signed_out_everywhere' END
    ], NULL);
BEGIN
    PERFORM auth_inner.limit_records(after.id, 120);
    IF cardinality(events) = 0 THEN
        PERFORM auth_inner.record('account', after.record ->> 'username', after.id, '', NULL, true, 'details_changed');
        RETURN;
    END IF;
    IF auth_inner.are_codes_lost(before.record, after.record) THEN
        events := events || 'codes_ended'::text;
    END IF;
    FOREACH event IN ARRAY events LOOP
        PERFORM auth_inner.record('account', after.record ->> 'username', after.id, '', NULL, true, event);
        PERFORM auth_inner.tell(after.id, event);
    END LOOP;
END
$$;

-- Gives the users and settings another revision, as the change with this number, and tells other computers.
CREATE OR REPLACE FUNCTION auth_inner.next_revision(number bigint) RETURNS bytea
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made constant bytea := auth_inner.random_bytes();
    present constant bytea := (SELECT h.revision FROM auth_inner.head AS h);
    last constant bytea := (SELECT s.revision FROM auth_inner.seen_revision AS s);
BEGIN
    IF last <> present AND NOT EXISTS (SELECT FROM auth_inner.past AS p WHERE p.revision = present) THEN
        -- An edit that no program has made, which this change would hide (R91).
        PERFORM auth_inner.record('file', '', NULL, '', NULL, true, 'changed by hand');
    END IF;
    INSERT INTO auth_inner.past (revision, seq) VALUES (made, number);
    UPDATE auth_inner.head SET revision = made, seq = number;
    INSERT INTO auth_inner.seen_revision (revision) VALUES (made) ON CONFLICT (one) DO UPDATE SET revision = excluded.revision;
    IF number % 1000 = 0 THEN
        DELETE FROM auth_inner.past AS p WHERE p.seq <= number - 10000;
        DELETE FROM auth_inner.gone AS g WHERE g.seq <= number - 10000;
    END IF;
    PERFORM pg_notify('auth_changed', '');
    RETURN made;
END
$$;

-- Changes the own account, if it and the settings are as in this revision, and returns the new one.
CREATE OR REPLACE FUNCTION auth.change_own(session bytea, revision bytea, patch jsonb) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    own_session auth_inner.restricted_session;
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    known bigint;
    made bytea;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(revision) IS DISTINCT FROM 32 OR jsonb_typeof(patch) IS DISTINCT FROM 'object'
        OR length(patch::text) > 20000
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- A computer without a session neither waits for other changes nor holds them up.
    own_session := auth_inner.session_of(session);
    IF patch ? 'email' THEN
        PERFORM auth_inner.linger();
    END IF;
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    own_session := auth_inner.session_of(session);
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = own_session.account FOR UPDATE;
    IF before.id IS NULL OR head.revision IS NULL THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    IF NOT auth_inner.is_usable(own_session, before.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    known := CASE WHEN head.revision = change_own.revision THEN head.seq
        ELSE (SELECT p.seq FROM auth_inner.past AS p WHERE p.revision = change_own.revision) END;
    IF known IS NULL OR greatest(before.seq, head.settings_seq) > known THEN
        PERFORM auth_inner.refuse('AU003');
    END IF;
    PERFORM auth_inner.check_patch(own_session, before.record, patch);
    after := before;
    after.record := auth_inner.changed_record(before.id, before.record, patch);
    after.seq := head.seq + 1;
    IF patch ? 'email' AND auth_inner.is_taken(after.record ->> 'email', before.id) THEN
        PERFORM auth_inner.refuse('AU007');
    END IF;
    IF auth_inner.is_damaged(after.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF after.record::jsonb = before.record::jsonb THEN
        RETURN head.revision;
    END IF;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    PERFORM auth_inner.end_replaced(before, after, own_session.id);
    made := auth_inner.next_revision(after.seq);
    PERFORM auth_inner.record_own(before, after, patch);
    RETURN made;
END
$$;
-- Staying signed in over restarts: the token in the keyring of a restricted computer, and its row here.
--
-- A token is presented and looked at as an answer to the question for a password is, in transactions of their own: it is noted by
-- `auth.resume`, looked at by the first call of `auth.resumed` after that, and the next one tells. So a computer that has a copy of
-- a token does not find out whether it was replaced without raising the alarm (R39).
--
-- Order of locks: `presented`, `remembered`, and then those of `common.sql`.

-- For how many seconds a sign-in is remembered; 0 if the settings switch it off (R40).
CREATE OR REPLACE FUNCTION auth_inner.remember_seconds() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT trunc(86400 * least(greatest(auth_inner.setting('cookie.expiry_days', '30')::numeric, 0), 30))::bigint
$$;

-- Whether a user has something to do that needs the password: `next_step_for` of the program, after the password and the code.
CREATE OR REPLACE FUNCTION auth_inner.has_more_to_do(record json) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (record ->> 'must_change_password')::boolean OR auth_inner.vault_entry(record, 'totp') IS NULL
        AND auth_inner.includes(auth_inner.setting('two_step.required_for', ''), record -> 'roles')
$$;

-- The digest of the remembered sign-ins of an account in this state: `ended_credentials::remembered_of`.
CREATE OR REPLACE FUNCTION auth_inner.remembered_of(account bytea, state bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(auth_inner.part(account) || auth_inner.part('remembered'::text) || auth_inner.part(state))
$$;

-- Remembers the sign-in of a session in which the password was just entered. `replaced` is the selector of the one before on
-- this computer. Of more than 16 of one login, those that were not used for longest are forgotten.
CREATE OR REPLACE FUNCTION auth.remember(session bytea, selector bytea, token bytea, replaced bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    own_session auth_inner.restricted_session;
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(selector) IS DISTINCT FROM 16 OR octet_length(token) IS DISTINCT FROM 32
        OR replaced IS NOT NULL AND octet_length(replaced) <> 16
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own_session := auth_inner.session_of(session);
    own := auth_inner.own_account(session);
    IF own_session.fresh_until <= moment THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.remember_seconds() <= 0 OR auth_inner.has_more_to_do(own.record)
        OR NOT auth_inner.is_usable(own_session, own.record)
    THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF EXISTS (
        SELECT FROM auth_inner.remembered AS r WHERE r.selector = remember.selector AND r.login = session_user::text
            AND r.account = own.id AND r.token = remember.token
    ) THEN
        -- The same once more, because the first reply was lost.
        RETURN;
    END IF;
    DELETE FROM auth_inner.remembered AS r WHERE r.selector = replaced AND r.login = session_user::text;
    DELETE FROM auth_inner.remembered AS r WHERE r.selector = ANY (ARRAY(
        SELECT o.selector FROM auth_inner.remembered AS o WHERE o.login = session_user::text
        ORDER BY o.used_at DESC, o.selector OFFSET 15 FOR UPDATE SKIP LOCKED));
    -- The user has signed in to the account as it is, whatever it was before.
    DELETE FROM auth_inner.ended AS e WHERE e.credential = auth_inner.remembered_of(own.id, own_session.state);
    INSERT INTO auth_inner.remembered AS r (selector, login, account, state, token, created_at, used_at, expires_at)
        VALUES (remember.selector, session_user, own.id, own_session.state, remember.token, least(own_session.began, moment),
            moment, moment + auth_inner.remember_seconds())
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Marks a remembered sign-in for windows that are locked: while it is marked, the token alone does not sign in (R71). Every window
-- of the computer may set marks; to remove them needs a session of the user in which the password was just entered.
CREATE OR REPLACE FUNCTION auth.mark(session bytea, selector bytea, added bytea[], removed bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own_session auth_inner.restricted_session;
    kept auth_inner.remembered;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(selector) IS DISTINCT FROM 16 OR added IS NULL OR removed IS NULL
        OR cardinality(added) > 64 OR cardinality(removed) > 64
        OR EXISTS (SELECT FROM unnest(added || removed) AS m (mark) WHERE octet_length(m.mark) IS DISTINCT FROM 16)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF cardinality(removed) > 0 THEN
        own_session := auth_inner.session_of(session);
        IF own_session.fresh_until <= auth_inner.now() THEN
            PERFORM auth_inner.refuse('AU004');
        END IF;
    END IF;
    SELECT r.* INTO kept FROM auth_inner.remembered AS r
        WHERE r.selector = mark.selector AND r.login = session_user::text FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    ELSIF cardinality(removed) > 0 AND kept.account <> own_session.account THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    kept.locks := ARRAY(
        SELECT l.mark FROM unnest(kept.locks) WITH ORDINALITY AS l (mark, number)
        WHERE NOT l.mark = ANY (removed) AND NOT l.mark = ANY (added) ORDER BY l.number
    ) || ARRAY(
        -- In one dimension from 1 on, whatever was sent: otherwise the limit below could drop all of them.
        SELECT a.mark FROM unnest(added) AS a (mark)
    );
    UPDATE auth_inner.remembered AS r SET locks = kept.locks[greatest(cardinality(kept.locks) - 63, 1):]
        WHERE r.selector = kept.selector;
END
$$;

-- Ends a remembered sign-in of this login. One that is not there any more was ended before.
CREATE OR REPLACE FUNCTION auth.forget(selector bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
BEGIN
    PERFORM auth_inner.admit();
    DELETE FROM auth_inner.remembered AS r WHERE r.selector = forget.selector AND r.login = session_user::text;
END
$$;

-- Takes a token that is presented, and the digest of the one that replaces it. It does the same for every token. A login has at
-- most 100 that were not looked at, so that it cannot put off the alarm of one of them by many others.
CREATE OR REPLACE FUNCTION auth.resume(ticket bytea, selector bytea, token bytea, next bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id constant bytea := sha256(ticket);
    holder text;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(selector) IS DISTINCT FROM 16
        OR octet_length(token) IS DISTINCT FROM 32 OR octet_length(next) IS DISTINCT FROM 32
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT p.login INTO holder FROM auth_inner.presented AS p WHERE p.ticket = id;
    IF FOUND AND holder = session_user::text THEN
        -- The same once more, because the first reply was lost. One ticket takes one token.
        RETURN;
    ELSIF (
        SELECT count(*) FROM (
            SELECT FROM auth_inner.presented AS p WHERE p.login = session_user::text AND p.verdict IS NULL LIMIT 100
        ) AS open
    ) = 100 THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    INSERT INTO auth_inner.presented (ticket, login, xact, at, selector, token, next)
        VALUES (id, session_user, pg_current_xact_id(), auth_inner.now(), resume.selector, sha256(resume.token), resume.next)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Ends all sessions and remembered sign-ins of an account whose token was copied (R39).
CREATE OR REPLACE FUNCTION auth_inner.end_copied(copied bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    epoch bigint;
BEGIN
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = copied FOR UPDATE;
    IF head.revision IS NULL OR before.id IS NULL OR auth_inner.is_damaged(before.record) THEN
        RETURN;
    END IF;
    epoch := ((before.record ->> 'session_epoch')::bigint + 1) % 1000000000;
    after := before;
    after.record := auth_inner.changed_record(before.id, before.record, jsonb_build_object('session_epoch', epoch));
    after.seq := head.seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    -- No session is kept.
    PERFORM auth_inner.end_replaced(before, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
    PERFORM auth_inner.record('account', after.record ->> 'username', after.id, '', NULL, true, 'token_reused');
    PERFORM auth_inner.tell(after.id, 'token_reused');
END
$$;

-- Returns the account of a remembered sign-in if the sign-in is still valid, whatever token is presented for it.
CREATE OR REPLACE FUNCTION auth_inner.account_of(kept auth_inner.remembered) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
    account auth_inner.account;
BEGIN
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = kept.account;
    IF NOT FOUND OR NOT auth_inner.permits(account, kept.state)
        OR moment >= least(kept.expires_at, kept.created_at + auth_inner.remember_seconds(), kept.created_at + 3600 * hours)
        -- The clock was set back (R44).
        OR moment < greatest(kept.created_at, kept.used_at) - 300
        -- Of an account as it was before an earlier version of the database was put back (R91).
        OR auth_inner.has_ended(account)
        OR EXISTS (SELECT FROM auth_inner.ended WHERE credential = auth_inner.remembered_of(kept.account, kept.state))
    THEN
        RETURN NULL;
    END IF;
    RETURN account;
END
$$;

-- Looks at a token that was presented, does what follows from it, and returns the verdict. With `is_late`, no session begins.
CREATE OR REPLACE FUNCTION auth_inner.judge_token(of auth_inner.presented, is_late boolean) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    kept auth_inner.remembered;
    account auth_inner.account;
    who text;
    taken text;
BEGIN
    SELECT r.* INTO kept FROM auth_inner.remembered AS r WHERE r.selector = of.selector AND r.login = of.login FOR UPDATE;
    IF NOT FOUND THEN
        RETURN jsonb_build_object('word', 'none');
    END IF;
    account := auth_inner.account_of(kept);
    IF account.id IS NULL THEN
        DELETE FROM auth_inner.remembered AS r WHERE r.selector = kept.selector;
        RETURN jsonb_build_object('word', 'none');
    ELSIF kept.token <> of.token AND NOT of.token = ANY (kept.next) THEN
        -- A copy, presented after the token was replaced.
        DELETE FROM auth_inner.remembered AS r WHERE r.selector = kept.selector;
        PERFORM auth_inner.end_copied(account.id);
        RETURN jsonb_build_object('word', 'reused');
    ELSIF auth_inner.has_more_to_do(account.record) THEN
        DELETE FROM auth_inner.remembered AS r WHERE r.selector = kept.selector;
        RETURN jsonb_build_object('word', 'none');
    END IF;
    who := account.record ->> 'username';
    IF is_late THEN
        RETURN jsonb_build_object('word', 'none');
    ELSIF cardinality(kept.locks) > 0 THEN
        RETURN jsonb_build_object('word', 'locked', 'username', who);
    ELSIF NOT auth_inner.is_open_at(account.record -> 'times', moment) THEN
        PERFORM auth_inner.record_sign_in(account, false, 'outside access times');
        RETURN jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    END IF;
    taken := auth_inner.claim_slot(of.ticket, account.id);
    IF taken IS NOT NULL THEN
        PERFORM auth_inner.record_sign_in(account, false, 'session limit');
        RETURN jsonb_build_object('word', taken);
    END IF;
    -- Both are accepted until the computer has presented the new one (R38).
    kept.next := CASE WHEN kept.token = of.token THEN kept.next ELSE '{}'::bytea[] END || of.next;
    UPDATE auth_inner.remembered AS r SET token = of.token, next = kept.next[greatest(cardinality(kept.next) - 7, 1):],
        used_at = greatest(kept.used_at, moment)
        WHERE r.selector = kept.selector;
    -- The password was not entered, so that the session is not fresh.
    INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
        VALUES (of.ticket, of.login, account.id, kept.state, kept.created_at, moment, 0);
    PERFORM auth_inner.record_sign_in(account, true, 'token');
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'began', kept.created_at);
END
$$;

-- Looks at tokens whose verdict was not asked for, and removes what is old. Where this would have to wait, it is left for the
-- next time.
CREATE OR REPLACE FUNCTION auth_inner.sweep_tokens() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    left_open auth_inner.presented;
    said jsonb;
BEGIN
    IF auth_inner.sweep_pins() THEN
        RETURN;
    END IF;
    FOR left_open IN
        SELECT p.* FROM auth_inner.presented AS p WHERE p.verdict IS NULL AND p.at < moment - 120
        ORDER BY p.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        PERFORM FROM auth_inner.remembered AS r WHERE r.selector = left_open.selector FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND AND EXISTS (SELECT FROM auth_inner.remembered AS r WHERE r.selector = left_open.selector);
        PERFORM FROM auth_inner.head FOR UPDATE SKIP LOCKED;
        EXIT WHEN NOT FOUND;
        said := auth_inner.judge_token(left_open, true);
        UPDATE auth_inner.presented AS p SET verdict = said, xact = pg_current_xact_id() WHERE p.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.presented WHERE ticket = ANY (ARRAY(
        SELECT p.ticket FROM auth_inner.presented AS p WHERE p.verdict IS NOT NULL AND p.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    DELETE FROM auth_inner.remembered WHERE selector = ANY (ARRAY(
        SELECT r.selector FROM auth_inner.remembered AS r WHERE r.expires_at < moment LIMIT 1000 FOR UPDATE SKIP LOCKED));
END
$$;

-- Returns what came of a token that was presented, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.resumed(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.presented;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT p.* INTO given FROM auth_inner.presented AS p WHERE p.ticket = asked AND p.login = session_user::text;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    END IF;
    IF given.verdict IS NULL THEN
        -- It was committed, so it is in the log up to here; it is safe when this much is on the disk.
        written := coalesce(given.sealed, pg_current_wal_insert_lsn());
        IF pg_current_wal_flush_lsn() < written THEN
            UPDATE auth_inner.presented AS p SET sealed = written WHERE p.ticket = asked AND p.sealed IS NULL;
            RETURN jsonb_build_object('wait', 10);
        END IF;
        SELECT p.* INTO given FROM auth_inner.presented AS p WHERE p.ticket = asked AND p.verdict IS NULL FOR UPDATE;
        IF FOUND THEN
            said := auth_inner.judge_token(given, false);
            UPDATE auth_inner.presented AS p SET verdict = said, xact = pg_current_xact_id() WHERE p.ticket = asked;
        END IF;
        RETURN jsonb_build_object('wait', 0);
    END IF;
    PERFORM auth_inner.sweep();
    RETURN given.verdict;
END
$$;
-- Leaving a kiosk: an administrator enters name, password and code, as `Approvals::leave_kiosk` of the program. The attempt counts
-- as one to sign in does, and no session begins.

-- Takes the answer of a computer to the question for the password of an administrator, and counts it. A code is taken by
-- `auth.code`, and the verdict is told by `auth.verdict`.
CREATE OR REPLACE FUNCTION auth.leave_kiosk(ticket bytea, login text, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
BEGIN
    PERFORM auth.answer(leave_kiosk.ticket, leave_kiosk.login, leave_kiosk.hash, NULL);
    UPDATE auth_inner.guess AS g SET for_kiosk = true
        WHERE g.ticket = sha256(leave_kiosk.ticket) AND g.login = session_user::text AND g.verdict IS NULL AND NOT g.for_kiosk
            AND g.for_session IS NULL AND g.after_ticket IS NULL;
END
$$;

-- Says for an administrator whose password is right, and the code if there is one, whether the kiosk is left.
CREATE OR REPLACE FUNCTION auth_inner.leave_kiosk(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at constant bigint := auth_inner.now();
    verdict jsonb := jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'));
    reason text;
BEGIN
    -- Earlier failures stay, so that the user is told of them at the next sign-in.
    PERFORM auth_inner.undo(of, 'undone', at);
    IF (account.record ->> 'pending')::boolean THEN
        reason := 'not approved';
        verdict := jsonb_build_object('word', 'pending');
    ELSIF auth_inner.has_ended(account) THEN
        reason := 'outdated';
        verdict := jsonb_build_object('word', 'outdated');
    ELSIF NOT auth_inner.is_open_at(account.record -> 'times', at) THEN
        reason := 'outside access times';
        verdict := jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    ELSIF auth_inner.vault_entry(account.record, 'totp') IS NOT NULL AND of.after_ticket IS NULL THEN
        RETURN auth_inner.await_code(of, account);
    ELSIF auth_inner.has_more_to_do(account.record) THEN
        reason := 'change_required';
        verdict := jsonb_build_object('word', 'set_up_second_factor');
    END IF;
    PERFORM auth_inner.record('kiosk', account.record ->> 'username', account.id, '', NULL, reason IS NULL, coalesce(reason, ''));
    RETURN verdict;
END
$$;
-- PINs: `quick_unlock.rs` of the program, for restricted computers. A computer derives a proof from the PIN and its own secret, and
-- the server compares it: a dump of the database alone, or the computer alone, does not let PINs be tried without being counted.
--
-- A try is made as a token is presented, in transactions of their own: it is counted by `auth.try_pin`, looked at by the first call
-- of `auth.pin_verdict` after that, and the next one tells.
--
-- Order of locks: `head`, `account`, `pin_try`, `pin`, and then the others of `common.sql`.

-- The digest of what unlocks quickly as the account is now: `ended_credentials::quick_unlock_of`. NULL without a password.
CREATE OR REPLACE FUNCTION auth_inner.quick_unlock_of(account auth_inner.account) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN sha256(auth_inner.part(account.id) || auth_inner.part('quick unlock'::text) || auth_inner.part(
        auth_inner.fingerprint(account.id, account.name_key, account.record)
        || decode(CASE WHEN account.record ->> 'disabled' = 'true' THEN '01' ELSE '00' END, 'hex')
        || convert_to(coalesce(auth_inner.vault_entry(account.record, 'key'), ''), 'UTF8')));
END
$$;

-- A PIN is removed when its credential ends, on whichever computer, so that it does not come back when the user sets one with the
-- same credential on another computer.
CREATE OR REPLACE FUNCTION auth_inner.end_pins() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM auth_inner.pin AS p WHERE p.credential = NEW.credential;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER end_pins AFTER INSERT ON auth_inner.ended
    FOR EACH ROW EXECUTE FUNCTION auth_inner.end_pins();

-- Why users with these roles can have no PIN; NULL if they can.
CREATE OR REPLACE FUNCTION auth_inner.pins_refused(roles json) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN auth_inner.setting('quick.pin', 'false') <> 'true' THEN 'off'
        WHEN auth_inner.includes(auth_inner.setting('two_step.reauthenticate_for', ''), roles) THEN 'role'
    END
$$;

-- Why a PIN is not accepted now; NULL if it is. One that has ended does not come back.
CREATE OR REPLACE FUNCTION auth_inner.pin_refusal(kept auth_inner.pin, account auth_inner.account, boot bytea) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    hours constant bigint := least(auth_inner.setting('quick.hours', '12')::bigint, 24);
    max_hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
BEGIN
    IF kept.selector IS NULL THEN
        RETURN 'none';
    ELSIF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN 'ended';
    ELSIF (account.record ->> 'disabled')::boolean OR (account.record ->> 'pending')::boolean
        OR kept.credential IS DISTINCT FROM auth_inner.quick_unlock_of(account)
        -- Of an account as it was before an earlier version of the database was put back (R91).
        OR auth_inner.has_ended(account) OR EXISTS (SELECT FROM auth_inner.ended AS e WHERE e.credential = kept.credential)
    THEN
        RETURN 'ended';
    ELSIF auth_inner.has_more_to_do(account.record) OR moment >= kept.full_at + 3600 * max_hours THEN
        RETURN 'expired';
    ELSIF auth_inner.pins_refused(account.record -> 'roles') IS NOT NULL THEN
        RETURN auth_inner.pins_refused(account.record -> 'roles');
    ELSIF auth_inner.setting('quick.until_reboot', 'false') = 'true' AND (boot IS NULL OR boot IS DISTINCT FROM kept.boot) THEN
        RETURN 'restarted';
    ELSIF moment >= kept.full_at + 3600 * hours OR moment < greatest(kept.full_at, kept.seen_at) - 300 THEN
        RETURN 'expired';
    ELSIF kept.tries >= 5 THEN
        RETURN 'spent';
    END IF;
    RETURN NULL;
END
$$;

-- The account of a session in which the password was just entered, when that was, and when its user last signed in fully. The
-- password is all that a user without a second factor has.
CREATE OR REPLACE FUNCTION auth_inner.just_entered(
    session bytea, OUT own auth_inner.account, OUT password_at bigint, OUT full_at bigint
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own_session auth_inner.restricted_session := auth_inner.session_of(session);
BEGIN
    own := auth_inner.own_account_now(session);
    IF own_session.fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.has_more_to_do(own.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    password_at := own_session.fresh_until - 300;
    full_at := CASE WHEN auth_inner.vault_entry(own.record, 'totp') IS NULL THEN password_at
        ELSE least(own_session.began, password_at) END;
END
$$;

-- Records that the owner of an account has ended a credential. After 120 records in an hour it is ended all the same, and no longer
-- recorded: no one else can keep a user from it.
CREATE OR REPLACE FUNCTION auth_inner.record_end(own auth_inner.account, word text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record('account', own.record ->> 'username', own.id, '', NULL, true, word);
EXCEPTION WHEN SQLSTATE 'AU002' THEN
    NULL;
END
$$;

-- Sets the PIN of the user of a session on this computer. Of more than 256 of one login, those whose users signed in first end.
CREATE OR REPLACE FUNCTION auth.set_pin(session bytea, selector bytea, proof bytea, boot bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    entered record;
    own auth_inner.account;
    digest bytea;
    word text := 'pin_set';
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(selector) IS DISTINCT FROM 16 OR octet_length(proof) IS DISTINCT FROM 32
        OR boot IS NOT NULL AND octet_length(boot) <> 32
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    entered := auth_inner.just_entered(session);
    own := entered.own;
    IF auth_inner.pins_refused(own.record -> 'roles') IS NOT NULL THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    digest := auth_inner.quick_unlock_of(own);
    IF EXISTS (
        SELECT FROM auth_inner.pin AS p WHERE p.selector = set_pin.selector AND p.login = session_user::text
            AND p.account = own.id
    ) THEN
        -- The same once more, because the first reply was lost: each time, a computer chooses another selector. The proof is not
        -- compared, which would tell whether it is right.
        RETURN;
    END IF;
    DELETE FROM auth_inner.pin AS p WHERE p.login = session_user::text AND p.account = own.id;
    IF FOUND THEN
        word := 'pin_changed';
    END IF;
    DELETE FROM auth_inner.pin AS p WHERE p.selector = ANY (ARRAY(
        SELECT o.selector FROM auth_inner.pin AS o WHERE o.login = session_user::text
        ORDER BY o.full_at DESC, o.selector OFFSET 255 FOR UPDATE SKIP LOCKED));
    -- The user has signed in to the account as it is, whatever it was before.
    DELETE FROM auth_inner.ended AS e WHERE e.credential = digest;
    INSERT INTO auth_inner.pin AS p (selector, login, account, credential, proof, boot, full_at, password_at, seen_at)
        VALUES (set_pin.selector, session_user, own.id, digest, sha256(set_pin.proof), set_pin.boot, entered.full_at,
            entered.password_at, auth_inner.now())
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record('account', own.record ->> 'username', own.id, '', NULL, true, word);
    PERFORM auth_inner.tell(own.id, word);
END
$$;

-- Removes the PIN of the user of a session on this computer. Returns whether there was one.
CREATE OR REPLACE FUNCTION auth.remove_pin(session bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := (auth_inner.just_entered(session)).own;
    DELETE FROM auth_inner.pin AS p WHERE p.login = session_user::text AND p.account = own.id;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM auth_inner.record_end(own, 'pin_removed');
    PERFORM auth_inner.tell(own.id, 'pin_removed');
    RETURN true;
END
$$;

-- Takes in that the user of a session has just entered the password: the PIN is accepted again after wrong ones, once for each time
-- that the password was entered, and its hours begin with the last full sign-in. Returns whether there is a PIN on this computer.
CREATE OR REPLACE FUNCTION auth.renew_pin(session bytea, boot bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    entered record;
    own auth_inner.account;
    kept auth_inner.pin;
    moment constant bigint := auth_inner.now();
BEGIN
    PERFORM auth_inner.admit();
    IF boot IS NOT NULL AND octet_length(boot) <> 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    entered := auth_inner.just_entered(session);
    own := entered.own;
    SELECT p.* INTO kept FROM auth_inner.pin AS p WHERE p.login = session_user::text AND p.account = own.id FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    ELSIF auth_inner.pin_refusal(kept, own, renew_pin.boot) = 'ended' THEN
        DELETE FROM auth_inner.pin AS p WHERE p.selector = kept.selector;
        PERFORM auth_inner.record('account', own.record ->> 'username', own.id, '', NULL, true, 'pin ended');
        RETURN false;
    END IF;
    IF kept.password_at < entered.password_at THEN
        kept.tries := 0;
        kept.password_at := entered.password_at;
    END IF;
    IF kept.full_at < entered.full_at THEN
        kept.full_at := entered.full_at;
        kept.seen_at := moment;
        kept.boot := renew_pin.boot;
    END IF;
    UPDATE auth_inner.pin AS p
        SET (tries, password_at, full_at, seen_at, boot)
            = (kept.tries, kept.password_at, kept.full_at, kept.seen_at, kept.boot)
        WHERE p.selector = kept.selector;
    RETURN true;
END
$$;

-- Whether a ticket is that of a session or its slot: no other session can begin with it.
CREATE OR REPLACE FUNCTION auth_inner.is_session(id bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM auth_inner.restricted_session AS s WHERE s.id = is_session.id)
        OR EXISTS (SELECT FROM auth_inner.session_slot AS s WHERE s.id = substr(is_session.id, 1, 16))
$$;

-- Takes a try of a PIN, and counts it: to sign in, or to unlock the window of a session. A login has at most 100 that were not
-- looked at.
CREATE OR REPLACE FUNCTION auth.try_pin(ticket bytea, selector bytea, proof bytea, boot bytea, session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id constant bytea := sha256(ticket);
    moment constant bigint := auth_inner.now();
    holder text;
    unlocked auth_inner.restricted_session;
    kept auth_inner.pin;
    account auth_inner.account;
    all_names auth_inner.attempts;
    refusal text;
    late bigint := 0;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(selector) IS DISTINCT FROM 16
        OR octet_length(proof) IS DISTINCT FROM 32 OR boot IS NOT NULL AND octet_length(boot) <> 32
        OR auth_inner.is_session(id)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.login INTO holder FROM auth_inner.pin_try AS t WHERE t.ticket = id;
    IF FOUND AND holder = session_user::text THEN
        -- The same once more, because the first reply was lost. One ticket takes one try.
        RETURN;
    ELSIF (
        SELECT count(*) FROM (
            SELECT FROM auth_inner.pin_try AS t WHERE t.login = session_user::text AND t.verdict IS NULL LIMIT 100
        ) AS open
    ) = 100 THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF session IS NOT NULL THEN
        unlocked := auth_inner.session_of(session);
    ELSE
        SELECT a.* INTO all_names FROM auth_inner.attempts AS a WHERE a.name = auth_inner.attempt_key('all names', ''::bytea);
        late := coalesce(auth_inner.delay((auth_inner.expired(all_names, moment)).failures), 0);
    END IF;
    SELECT p.* INTO kept FROM auth_inner.pin AS p
        WHERE p.selector = try_pin.selector AND p.login = session_user::text
            AND (session IS NULL OR p.account = unlocked.account) FOR UPDATE;
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = kept.account;
    refusal := auth_inner.pin_refusal(kept, account, try_pin.boot);
    IF refusal IS NULL THEN
        kept.tries := kept.tries + 1;
        UPDATE auth_inner.pin AS p SET tries = kept.tries, seen_at = greatest(p.seen_at, moment) WHERE p.selector = kept.selector;
    END IF;
    INSERT INTO auth_inner.pin_try
        (ticket, login, xact, at, not_before, selector, proof, boot, for_session, counted, refusal)
    -- Whole seconds, and never less than the delay.
    VALUES (id, session_user, pg_current_xact_id(), moment, moment + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END,
        try_pin.selector, sha256(try_pin.proof), try_pin.boot, unlocked.id, coalesce(kept.tries, 0), refusal)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Begins the session of a user whose PIN is right, unless something else stands against it, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.sign_in_by_pin(of auth_inner.pin_try, kept auth_inner.pin, account auth_inner.account)
RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    who constant text := account.record ->> 'username';
    taken text;
BEGIN
    IF NOT auth_inner.is_open_at(account.record -> 'times', moment) THEN
        PERFORM auth_inner.record('sign_in', who, account.id, '', NULL, false, 'outside access times');
        RETURN jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    ELSIF auth_inner.is_session(of.ticket) THEN
        -- Another session has begun with the ticket since.
        PERFORM auth_inner.record('sign_in', who, account.id, '', NULL, false, 'ended');
        RETURN jsonb_build_object('word', 'none');
    END IF;
    taken := auth_inner.claim_slot(of.ticket, account.id);
    IF taken IS NOT NULL THEN
        PERFORM auth_inner.record('sign_in', who, account.id, '', NULL, false, 'session limit');
        RETURN jsonb_build_object('word', taken);
    END IF;
    -- The password was not entered, so that the session is not fresh.
    INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
        VALUES (of.ticket, of.login, account.id, auth_inner.fingerprint(account.id, account.name_key, account.record),
            kept.full_at, moment, 0);
    PERFORM auth_inner.record('sign_in', who, account.id, '', NULL, true, 'pin');
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'began', kept.full_at);
END
$$;

-- Looks at a try that was counted, records what follows from it, and returns the verdict. With `is_late`, the right PIN opens
-- nothing.
CREATE OR REPLACE FUNCTION auth_inner.judge_pin(of auth_inner.pin_try, is_late boolean) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept auth_inner.pin;
    account auth_inner.account;
    refusal text := of.refusal;
BEGIN
    SELECT p.* INTO kept FROM auth_inner.pin AS p WHERE p.selector = of.selector AND p.login = of.login FOR UPDATE;
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = kept.account;
    IF refusal IS NULL THEN
        -- Others may have been counted since.
        kept.tries := of.counted - 1;
        refusal := auth_inner.pin_refusal(kept, account, of.boot);
    END IF;
    IF refusal = 'ended' AND kept.selector IS NOT NULL THEN
        DELETE FROM auth_inner.pin AS p WHERE p.selector = kept.selector;
        IF account.id IS NOT NULL AND NOT auth_inner.is_damaged(account.record) THEN
            PERFORM auth_inner.record('account', account.record ->> 'username', account.id, '', NULL, true, 'pin ended');
        END IF;
    END IF;
    IF refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', CASE WHEN refusal = 'ended' THEN 'none' ELSE refusal END);
    ELSIF kept.proof <> of.proof THEN
        PERFORM auth_inner.count_wrong_pin();
        PERFORM auth_inner.record('account', account.record ->> 'username', account.id, '', NULL, false,
            CASE WHEN of.counted >= 5 THEN 'pin spent' ELSE 'wrong pin' END);
        IF of.counted >= 5 THEN
            PERFORM auth_inner.tell(account.id, 'pin_spent');
        END IF;
        RETURN jsonb_build_object('word', 'wrong', 'left', 5 - of.counted);
    ELSIF is_late THEN
        -- It stays counted.
        PERFORM auth_inner.record('sign_in', account.record ->> 'username', account.id, '', NULL, false, 'ended');
        RETURN jsonb_build_object('word', 'none');
    END IF;
    UPDATE auth_inner.pin AS p SET tries = 0 WHERE p.selector = kept.selector;
    IF of.for_session IS NULL THEN
        RETURN auth_inner.sign_in_by_pin(of, kept, account);
    END IF;
    -- The password no longer counts as just entered. The window records that it was unlocked.
    UPDATE auth_inner.restricted_session AS s SET fresh_until = 0 WHERE s.id = of.for_session;
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'began', kept.full_at);
END
$$;

-- Looks at tries whose verdict was not asked for, and removes what is old. What another call has locked is left for the next time.
-- Returns whether there were any: what is locked before the audit log must not be locked after that.
CREATE OR REPLACE FUNCTION auth_inner.sweep_pins() RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    all_names constant bytea := auth_inner.attempt_key('all names', ''::bytea);
    locked bytea[];
    left_open auth_inner.pin_try;
    said jsonb;
    has_any boolean := false;
BEGIN
    DELETE FROM auth_inner.pin_try WHERE ticket = ANY (ARRAY(
        SELECT t.ticket FROM auth_inner.pin_try AS t WHERE t.verdict IS NOT NULL AND t.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    IF NOT EXISTS (SELECT FROM auth_inner.pin_try AS t WHERE t.verdict IS NULL AND t.at < moment - 120) THEN
        RETURN false;
    END IF;
    locked := ARRAY(
        SELECT p.selector FROM auth_inner.pin AS p
        WHERE EXISTS (
            SELECT FROM auth_inner.pin_try AS t
            WHERE t.selector = p.selector AND t.verdict IS NULL AND t.at < moment - 120
        ) LIMIT 100 FOR UPDATE SKIP LOCKED);
    PERFORM FROM auth_inner.attempts AS a WHERE a.name = all_names FOR UPDATE SKIP LOCKED;
    IF NOT FOUND AND EXISTS (SELECT FROM auth_inner.attempts AS a WHERE a.name = all_names) THEN
        RETURN false;
    END IF;
    FOR left_open IN
        SELECT t.* FROM auth_inner.pin_try AS t
        WHERE t.verdict IS NULL AND t.at < moment - 120 AND (
            t.selector = ANY (locked) OR NOT EXISTS (SELECT FROM auth_inner.pin AS p WHERE p.selector = t.selector)
        ) ORDER BY t.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        has_any := true;
        said := auth_inner.judge_pin(left_open, true);
        UPDATE auth_inner.pin_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = left_open.ticket;
    END LOOP;
    RETURN has_any;
END
$$;

-- Returns what came of a try, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.pin_verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.pin_try;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT t.* INTO given FROM auth_inner.pin_try AS t WHERE t.ticket = asked AND t.login = session_user::text;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.verdict IS NOT NULL THEN
        PERFORM auth_inner.sweep();
        RETURN given.verdict;
    ELSIF auth_inner.now() < given.not_before THEN
        RETURN jsonb_build_object('wait', (given.not_before - auth_inner.now()) * 1000);
    END IF;
    -- It was committed, so it is in the log up to here; it is safe when this much is on the disk.
    written := coalesce(given.sealed, pg_current_wal_insert_lsn());
    IF pg_current_wal_flush_lsn() < written THEN
        UPDATE auth_inner.pin_try AS t SET sealed = written WHERE t.ticket = asked AND t.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT t.* INTO given FROM auth_inner.pin_try AS t WHERE t.ticket = asked AND t.verdict IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        -- Another connection has looked at it meanwhile.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.for_session IS NOT NULL AND NOT EXISTS (
        SELECT FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = given.for_session AND auth_inner.permits(a, s.state)
    ) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    said := auth_inner.judge_pin(given, false);
    UPDATE auth_inner.pin_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = asked;
    RETURN jsonb_build_object('wait', 0);
END
$$;
-- The remembered sign-ins of the own account, at all restricted computers.

-- Returns them, the one that was used last first. The id ends one, and tells nothing of its token.
CREATE OR REPLACE FUNCTION auth.own_computers(session bytea)
RETURNS TABLE (id bytea, login text, is_this boolean, created_at bigint, used_at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := auth_inner.own_account_now(session);
    RETURN QUERY SELECT sha256(r.selector), r.login, r.login = session_user::text, r.created_at, r.used_at
        FROM auth_inner.remembered AS r
        WHERE r.account = own.id AND r.expires_at > auth_inner.now() AND auth_inner.permits(own, r.state)
        ORDER BY r.used_at DESC, r.selector LIMIT 100;
END
$$;

-- Ends one, on whichever computer it is, in a session in which the password was just entered.
CREATE OR REPLACE FUNCTION auth.forget_computer(session bytea, id bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(id) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := (auth_inner.just_entered(session)).own;
    DELETE FROM auth_inner.remembered AS r WHERE r.account = own.id AND sha256(r.selector) = forget_computer.id;
    IF FOUND THEN
        PERFORM auth_inner.record_end(own, 'computer_forgotten');
    END IF;
END
$$;
-- What the list of users is searched and sorted by: `users/list.rs` of the program.

-- Whether a user has a code for the first password, and has not chosen one.
CREATE OR REPLACE FUNCTION auth_inner.has_first_code(record json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT record ->> 'key_vault' <> '' AND auth_inner.vault_entry(record, 'key') IS NULL
        AND coalesce(auth_inner.vault_entry(record, 'reset') ~ '^[0-9]+/86400[.]', false)
$$;

-- A user as listed. Every write of a user computes this, so that it has to be quick and must not fail: damage is recognised for
-- certain where a user is shown. `state` is `Status` of the program in its order, without lockouts and access times.
CREATE OR REPLACE FUNCTION auth_inner.listed_row(id bytea, place bigint, name_key text, record json)
RETURNS auth_inner.listed
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    user_record jsonb := '{}';
    row auth_inner.listed;
    vault text;
BEGIN
    -- A text with the character of number 0 is none for the server.
    IF strpos(record::text, chr(92) || 'u0000') = 0 THEN
        user_record := record;
    END IF;
    row.id := id;
    row.position := place;
    IF jsonb_typeof(user_record -> 'roles') = 'array' AND jsonb_typeof(user_record -> 'fields') = 'object'
        AND jsonb_typeof(user_record -> 'username') = 'string' AND jsonb_typeof(user_record -> 'key_vault') = 'string'
        AND jsonb_typeof(user_record -> 'times') = 'array'
    THEN
        row.username := user_record ->> 'username';
        row.email := coalesce(user_record ->> 'email', '');
        row.roles := ARRAY(SELECT btrim(role) FROM jsonb_array_elements_text(user_record -> 'roles') AS role);
        row.search := coalesce(
                nullif(btrim(concat(user_record ->> 'first_name', ' ', user_record ->> 'last_name')), ''), row.username
            ) || chr(10) || row.username || chr(10) || row.email;
        IF user_record -> 'fields' <> '{}' THEN
            row.search := row.search || chr(10) || (
                SELECT string_agg(f.value, chr(10) ORDER BY f.key COLLATE "C")
                FROM jsonb_each_text(user_record -> 'fields') AS f
            );
        END IF;
        row.search := auth_inner.fold(row.search);
        IF user_record -> 'times' <> '["", "", ""]' THEN
            row.times := user_record -> 'times';
        END IF;
        vault := user_record ->> 'key_vault';
        row.has_two_step := vault ~ '(^| )totp:';
        row.state := CASE
            WHEN user_record -> 'disabled' = 'true' THEN 8
            WHEN user_record -> 'pending' = 'true' THEN 0
            WHEN user_record -> 'password' = 'null' THEN 7
            WHEN vault ~ '(^| )reset:[0-9]+/86400[.]' AND vault !~ '(^| )key:' THEN 3
            ELSE 2
        END;
    ELSE
        row.username := name_key;
        row.email := '';
        row.roles := '{}';
        row.search := name_key || chr(10) || name_key || chr(10);
        row.has_two_step := false;
        row.state := 9;
    END IF;
    row.sort := left(row.search, 200);
    row.role_key := left(array_to_string(row.roles, chr(1)), 200);
    RETURN row;
END
$$;

-- Follows the changes of `account`.
CREATE OR REPLACE FUNCTION auth_inner.follow_account() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM auth_inner.listed;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM auth_inner.listed AS l USING before AS b WHERE l.id = b.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO auth_inner.listed SELECT l.*
        FROM after AS a, auth_inner.listed_row(a.id, a.position, a.name_key, a.record) AS l;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER listed_added AFTER INSERT ON auth_inner.account
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();
CREATE OR REPLACE TRIGGER listed_changed AFTER UPDATE ON auth_inner.account
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();
CREATE OR REPLACE TRIGGER listed_removed AFTER DELETE ON auth_inner.account
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();
CREATE OR REPLACE TRIGGER listed_emptied AFTER TRUNCATE ON auth_inner.account
    FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();

-- Users who were there before.
INSERT INTO auth_inner.listed SELECT l.*
FROM auth_inner.account AS a, auth_inner.listed_row(a.id, a.position, a.name_key, a.record) AS l
WHERE NOT EXISTS (SELECT FROM auth_inner.listed);
-- What roles permit: `permissions.rs` of the program.

-- The names of the roles of a record, as the program reads them.
CREATE OR REPLACE FUNCTION auth_inner.roles_of(record json) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT ARRAY(SELECT auth_inner.trimmed(role) FROM json_array_elements_text(record -> 'roles') AS role) $$;

-- What roles permit together: in the program as bits (1 to manage users, 2 to see the activity, 4 to edit settings), and the
-- places of the rules by which they approve actions: `named` by name, and `approves` as what an administrator gives and takes.
CREATE OR REPLACE FUNCTION auth_inner.powers(roles text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_admin constant boolean := 'admin' = ANY (roles);
    program integer := 0;
    named jsonb;
BEGIN
    -- Of two rules of one role, the first counts.
    SELECT coalesce(bit_or(CASE word.value WHEN 'manage_users' THEN 1 WHEN 'see_activity' THEN 2 WHEN 'edit_settings' THEN 4
            ELSE 0 END), 0)
        INTO program
        FROM (
            SELECT DISTINCT ON (name.value) 'roles.' || n AS at
            FROM auth_inner.setting AS l, generate_series(0, l.value::integer - 1) AS n
            JOIN auth_inner.setting AS name ON name.path = 'roles.' || n || '.name'
            WHERE l.path = 'roles' AND auth_inner.trimmed(name.value) = ANY (roles)
            ORDER BY name.value, n
        ) AS rule,
        auth_inner.setting AS count, generate_series(0, count.value::integer - 1) AS w
        JOIN auth_inner.setting AS word ON true
        WHERE count.path = rule.at || '.permissions' AND word.path = rule.at || '.permissions.' || w;
    SELECT coalesce(jsonb_agg(DISTINCT place), '[]') INTO named
        FROM auth_inner.setting AS l, generate_series(0, least(l.value::integer, 64) - 1) AS place,
        auth_inner.setting_list('approvals.' || place || '.roles') AS role
        WHERE l.path = 'approvals' AND auth_inner.trimmed(role.item) = ANY (roles);
    RETURN jsonb_build_object(
        'admin', is_admin,
        'program', CASE WHEN is_admin THEN 255 ELSE program END,
        'named', named,
        'approves', CASE WHEN is_admin THEN (SELECT jsonb_agg(n) FROM generate_series(0, 63) AS n) ELSE named END
    );
END
$$;

-- Whether these powers include the others: `Permissions::includes`.
CREATE OR REPLACE FUNCTION auth_inner.covers(own jsonb, other jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ((own -> 'admin')::boolean OR NOT (other -> 'admin')::boolean)
        AND (own -> 'program')::integer & (other -> 'program')::integer = (other -> 'program')::integer
        AND own -> 'approves' @> (other -> 'approves')
$$;

-- Whether these roles permit more than those before: `Settings::permits_more`.
CREATE OR REPLACE FUNCTION auth_inner.permits_more(before text[], after text[]) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old constant jsonb := auth_inner.powers(before);
    new constant jsonb := auth_inner.powers(after);
BEGIN
    RETURN (new -> 'admin')::boolean AND NOT (old -> 'admin')::boolean
        OR (old -> 'program')::integer & (new -> 'program')::integer <> (new -> 'program')::integer
        OR NOT old -> 'named' @> (new -> 'named');
END
$$;

-- Whether a second person has to approve this action, which is only possible at a trusted computer.
CREATE OR REPLACE FUNCTION auth_inner.needs_approval(action text) RETURNS boolean
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM auth_inner.setting AS l, generate_series(0, least(l.value::integer, 64) - 1) AS n
        JOIN auth_inner.setting AS s ON s.path = 'approvals.' || n || '.action'
        WHERE l.path = 'approvals' AND s.value = action
    )
$$;

-- Records what an administrator did with a user, or was not allowed to. After 120 records in an hour, another refusal is not
-- recorded, but an error, and after 1000 no further change is made.
CREATE OR REPLACE FUNCTION auth_inner.record_users(
    caller auth_inner.account, whom auth_inner.account, is_done boolean, detail text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(caller.id, CASE WHEN is_done THEN 1000 ELSE 120 END);
    PERFORM auth_inner.record('people', caller.record ->> 'username', caller.id,
        CASE WHEN whom.id IS NULL THEN '' WHEN auth_inner.is_damaged(whom.record) THEN whom.name_key
            ELSE whom.record ->> 'username' END,
        whom.id, is_done, detail);
END
$$;

-- The owner of a session, who has this permission and, if asked for, has just entered the password. Without the permission,
-- `refusal` says so, and it is recorded.
CREATE OR REPLACE FUNCTION auth_inner.administrator(
    token bytea, permission integer, needs_password boolean,
    OUT caller auth_inner.account, OUT own jsonb, OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    open_session auth_inner.restricted_session := auth_inner.session_of(token);
BEGIN
    SELECT a.* INTO caller FROM auth_inner.account AS a WHERE a.id = open_session.account;
    -- Otherwise the window is locked, and who has to choose a password first has to.
    IF caller.id IS NULL OR NOT auth_inner.is_usable(open_session, caller.record) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    IF caller.record ->> 'must_change_password' = 'true' THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    own := auth_inner.powers(auth_inner.roles_of(caller.record));
    IF (own -> 'program')::integer & permission = 0 THEN
        PERFORM auth_inner.limit_records(caller.id, 120);
        PERFORM auth_inner.record(CASE permission WHEN 1 THEN 'people' ELSE 'page' END, caller.record ->> 'username', caller.id,
            '', NULL, false, 'not allowed');
        refusal := 'not_allowed';
    ELSIF needs_password AND open_session.fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
END
$$;
-- The list of users for administrators, a page at a time. What a page shows has no secrets.

-- When the access of a user is limited: `AccessTimes::phase`, as the place of `Status`; 2 if it is open.
CREATE OR REPLACE FUNCTION auth_inner.access_state(times json, at bigint) RETURNS smallint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today constant text := to_char(to_timestamp(at) AT TIME ZONE auth_inner.time_zone(), 'YYYY-MM-DD');
BEGIN
    IF btrim(times ->> 0) <> '' AND btrim(times ->> 0) COLLATE "C" > today THEN
        RETURN 4;
    ELSIF btrim(times ->> 1) <> '' AND btrim(times ->> 1) COLLATE "C" < today THEN
        RETURN 6;
    END IF;
    RETURN CASE WHEN auth_inner.is_open_at(times, at) THEN 2 ELSE 5 END;
END
$$;

-- Whether attempts lock a name now.
CREATE OR REPLACE FUNCTION auth_inner.is_locked(attempts auth_inner.attempts, at bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT attempts.failures > 0 AND (
        attempts.failures >= auth_inner.setting('lockout.stop_after', '100')::bigint
        OR attempts.locked_for > 0 AND (auth_inner.seen(attempts, at)).locked_for > 0
    )
$$;

-- The two keys of a digest under the key of the names, so that many can be computed.
CREATE OR REPLACE FUNCTION auth_inner.pads(OUT inside bytea, OUT outside bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    secret constant bytea := (SELECT bytes FROM auth_inner.key WHERE name = 'names') || decode(repeat('00', 32), 'hex');
BEGIN
    inside := secret;
    outside := secret;
    FOR n IN 0..63 LOOP
        inside := set_byte(inside, n, get_byte(secret, n) # 54);
        outside := set_byte(outside, n, get_byte(secret, n) # 92);
    END LOOP;
END
$$;

-- Whether an e-mail address belongs to this user alone: `Users::own_email`.
CREATE OR REPLACE FUNCTION auth_inner.is_own_email(account auth_inner.account) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.email_key(account.record) IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM auth_inner.account AS a
            WHERE auth_inner.email_key(a.record) COLLATE "C" = auth_inner.email_key(account.record)
                AND a.id <> account.id)
        AND NOT EXISTS (
            SELECT FROM auth_inner.account AS a
            WHERE a.name_key = auth_inner.email_key(account.record) AND a.id <> account.id)
$$;

-- What a page shows of a user.
CREATE OR REPLACE FUNCTION auth_inner.shown_user(
    account auth_inner.account, manage boolean, attempts auth_inner.attempts
) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    record constant jsonb := account.record;
    vault constant text := record ->> 'key_vault';
BEGIN
    RETURN record - ARRAY['password', 'key_vault', 'picture', 'session_epoch'] || jsonb_build_object(
        'id', encode(account.id, 'hex'), 'damaged', false, 'manage', manage,
        'password', record ->> 'password' IS NOT NULL,
        'state', encode(auth_inner.keyed(convert_to(account.record::text, 'UTF8')), 'hex'),
        'second_factor', vault ~ '(^| )totp:',
        'codes', cardinality(auth_inner.vault_entries(account.record, 'code')),
        'first_code', CASE WHEN auth_inner.has_first_code(account.record)
            THEN split_part(auth_inner.vault_entry(account.record, 'reset'), '/', 1)::bigint END,
        'own_email', auth_inner.is_own_email(account),
        'failures', coalesce(attempts.failures, 0), 'locked_for', coalesce(attempts.locked_for, 0),
        'last_sign_in', attempts.last_sign_in
    );
END
$$;

-- What a page shows of these users, in order. Powers are the same for the same roles, and computing them takes the longest.
CREATE OR REPLACE FUNCTION auth_inner.shown_users(positions bigint[], own jsonb, at bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    pads record := auth_inner.pads();
    shown jsonb;
BEGIN
    WITH account AS MATERIALIZED (
        SELECT a, a.id, p.n, auth_inner.is_damaged(a.record) AS is_damaged, l.roles, l.state, sha256(pads.outside || sha256(
            pads.inside || sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || a.id))) AS attempt_key
        FROM unnest(positions) WITH ORDINALITY AS p (position, n)
        JOIN auth_inner.account AS a ON a.position = p.position
        JOIN auth_inner.listed AS l ON l.id = a.id
    ), power AS MATERIALIZED (
        SELECT r.roles, auth_inner.covers(own, auth_inner.powers(r.roles)) AS manage
        FROM (SELECT DISTINCT of.roles FROM account AS of) AS r
    )
    SELECT coalesce(jsonb_agg(
            CASE WHEN of.is_damaged THEN jsonb_build_object('id', encode(of.id, 'hex'), 'username', (of.a).name_key,
                'damaged', true, 'manage', own -> 'admin')
            ELSE auth_inner.shown_user(of.a, power.manage, auth_inner.seen(t, at)) END
        ORDER BY of.n), '[]')
        INTO shown
        FROM account AS of JOIN power ON power.roles = of.roles
        LEFT JOIN auth_inner.attempts AS t ON t.name = of.attempt_key;
    RETURN shown;
END
$$;

-- The positions of the users on a page of the whole list, and how many there are. Each order has an index.
CREATE OR REPLACE FUNCTION auth_inner.page_of_all(sorted text, is_descending boolean, skipped bigint, lim integer)
RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE sorted || CASE WHEN is_descending THEN ' down' ELSE '' END
        WHEN 'name' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY sort, position LIMIT lim OFFSET skipped)
        WHEN 'name down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'username' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY username, sort, position LIMIT lim OFFSET skipped)
        WHEN 'username down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY username DESC, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'email' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY email, sort, position LIMIT lim OFFSET skipped)
        WHEN 'email down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY email DESC, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'roles' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY role_key, sort, position LIMIT lim OFFSET skipped)
        WHEN 'roles down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY role_key DESC, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'two_step' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY has_two_step DESC, sort, position LIMIT lim OFFSET skipped)
        WHEN 'two_step down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY has_two_step, sort DESC, position DESC LIMIT lim OFFSET skipped)
    END;
END
$$;

-- The positions of the users on a page of those who match, and how many match. All are looked at.
CREATE OR REPLACE FUNCTION auth_inner.page_of_some(
    words text[], filter jsonb, sorted text, skipped bigint, lim integer, at bigint,
    OUT positions bigint[], OUT total bigint
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    role constant text := filter ->> 'role';
    wanted constant smallint := filter ->> 'status';
    two_step constant boolean := filter ->> 'two_step';
    is_descending constant boolean := coalesce((filter ->> 'descending')::boolean, false);
    -- Attempts are kept under digests, so that this takes the longest.
    needs_attempts constant boolean := sorted IN ('status', 'last_sign_in') OR coalesce(wanted NOT IN (0, 7, 8, 9), false);
    pads record := auth_inner.pads();
BEGIN
    WITH found AS MATERIALIZED (
        SELECT l.position, l.sort, l.username, l.email, l.role_key, l.has_two_step, l.state, l.times,
            CASE WHEN needs_attempts THEN sha256(pads.outside || sha256(
                pads.inside || sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || l.id)
            )) END AS attempt_key
        FROM auth_inner.listed AS l
        WHERE (words = '{}' OR NOT EXISTS (SELECT FROM unnest(words) AS word WHERE strpos(l.search, word) = 0))
            AND (role IS NULL OR role = ANY (l.roles))
            AND (two_step IS NULL OR l.has_two_step = two_step)
            AND (wanted IS NULL OR needs_attempts OR l.state = wanted)
    ), keyed AS MATERIALIZED (
        -- `Status::of` of the program. Calling a function for each user would take the longest.
        SELECT f.*, t.last_sign_in, CASE
            WHEN NOT needs_attempts OR f.state IN (0, 7, 8, 9) THEN f.state
            WHEN coalesce(t.failures, 0) > 0 AND auth_inner.is_locked(t, at) THEN 1
            WHEN f.times IS NULL THEN f.state
            WHEN f.state = 3 AND auth_inner.access_state(f.times, at) <> 6 THEN 3
            ELSE auth_inner.access_state(f.times, at)
        END AS status_now
        FROM found AS f LEFT JOIN auth_inner.attempts AS t ON t.name = f.attempt_key
    ), matching AS MATERIALIZED (
        SELECT * FROM keyed WHERE NOT needs_attempts OR wanted IS NULL OR status_now = wanted
    ), page AS (
        SELECT m.position, row_number() OVER () AS n FROM (
            SELECT m.position FROM matching AS m
            ORDER BY
                CASE WHEN NOT is_descending THEN CASE sorted WHEN 'status' THEN m.status_now
                    WHEN 'last_sign_in' THEN -coalesce(m.last_sign_in, -1) WHEN 'two_step' THEN 1 - m.has_two_step::integer END END,
                CASE WHEN is_descending THEN CASE sorted WHEN 'status' THEN m.status_now
                    WHEN 'last_sign_in' THEN -coalesce(m.last_sign_in, -1) WHEN 'two_step' THEN 1 - m.has_two_step::integer END END
                    DESC,
                CASE WHEN NOT is_descending THEN CASE sorted WHEN 'username' THEN m.username WHEN 'email' THEN m.email END END,
                CASE WHEN is_descending THEN CASE sorted WHEN 'username' THEN m.username WHEN 'email' THEN m.email END END DESC,
                CASE WHEN NOT is_descending AND sorted = 'roles' THEN m.role_key END,
                CASE WHEN is_descending AND sorted = 'roles' THEN m.role_key END DESC,
                CASE WHEN NOT is_descending THEN m.sort END, CASE WHEN is_descending THEN m.sort END DESC,
                CASE WHEN is_descending THEN -m.position ELSE m.position END
            LIMIT lim OFFSET skipped
        ) AS m
    )
    SELECT ARRAY(SELECT p.position FROM page AS p ORDER BY p.n), (SELECT count(*) FROM matching) INTO positions, total;
END
$$;

-- Returns a page of the users whom a search finds, and how many they are: `UserAdmin::list` of the program. `filter` has the
-- role, the status as its place, whether there is a second factor, and whether the order is reversed; `order` is a column.
CREATE OR REPLACE FUNCTION auth.users(
    session bytea, search text, filter jsonb, sorted text, skipped bigint, lim integer
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    asked record;
    words text[];
    page record;
    all_users bigint;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF search IS NULL OR length(search) > 200 OR jsonb_typeof(filter) IS DISTINCT FROM 'object'
        OR skipped IS NULL OR skipped NOT BETWEEN 0 AND 100000000 OR lim IS NULL OR lim NOT BETWEEN 0 AND 200
        OR coalesce(sorted, '') NOT IN ('name', 'username', 'email', 'roles', 'status', 'last_sign_in', 'two_step')
        OR jsonb_typeof(filter -> 'role') <> 'string' OR jsonb_typeof(filter -> 'two_step') <> 'boolean'
        OR jsonb_typeof(filter -> 'descending') <> 'boolean' OR filter ->> 'status' !~ '^[0-9]$'
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_object_keys(filter) AS key WHERE key NOT IN ('role', 'status', 'two_step', 'descending')
    ) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    all_users := (SELECT count(*) FROM auth_inner.listed);
    words := array_remove(regexp_split_to_array(auth_inner.fold(search), '[[:space:]]+'), '');
    IF words = '{}' AND filter - 'descending' = '{}' AND sorted NOT IN ('status', 'last_sign_in') THEN
        SELECT auth_inner.page_of_all(sorted, coalesce((filter ->> 'descending')::boolean, false), skipped, lim) AS positions,
            all_users AS total INTO page;
    ELSE
        page := auth_inner.page_of_some(words, filter, sorted, skipped, lim, looked);
    END IF;
    RETURN jsonb_build_object('word', 'done', 'now', looked, 'total', page.total,
        'rows', auth_inner.shown_users(page.positions, asked.own, looked),
        'all', all_users);
END
$$;

-- Returns what a page shows of the user with this username or e-mail address; `null` if there is none.
CREATE OR REPLACE FUNCTION auth.user(session bytea, login text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    asked record;
    found_account auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF login IS NULL OR octet_length(login) > 1024 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    found_account := auth_inner.find(login);
    RETURN jsonb_build_object('word', 'done', 'now', looked,
        'row', auth_inner.shown_users(ARRAY[found_account.position], asked.own, looked) -> 0);
END
$$;

-- Returns the roles that administrators choose from, each with what its user may do with it: `known_roles.rs`.
CREATE OR REPLACE FUNCTION auth.roles(session bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    RETURN jsonb_build_object('word', 'done', 'roles', (
        SELECT jsonb_agg(jsonb_build_object(
            'name', known.role,
            'gives', auth_inner.permits_more('{}', ARRAY[known.role]),
            'grant', auth_inner.covers(asked.own, auth_inner.powers(ARRAY[known.role]))
        ) ORDER BY known.role COLLATE "C")
        FROM (
            SELECT 'admin' AS role
            UNION SELECT unnest(l.roles) FROM (SELECT DISTINCT roles FROM auth_inner.listed) AS l
            UNION SELECT auth_inner.trimmed(s.value) FROM auth_inner.setting AS s
                WHERE s.path ~ '^roles[.][0-9]+[.]name$' OR s.path ~ '^(views|approvals)[.][0-9]+[.]roles[.][0-9]+$'
        ) AS known
    ));
END
$$;
-- Changes of users by administrators: `service/users` of the program. A function returns what came of it in a word, so that a
-- refusal that is recorded stays so. What a second person has to approve is done at a trusted computer.

-- Whether a user could sign in as an administrator, at some time or at all times: `User::is_active_admin`.
CREATE OR REPLACE FUNCTION auth_inner.is_active_admin(record json, at_times boolean) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF record IS NULL OR auth_inner.is_damaged(record) THEN
        RETURN false;
    END IF;
    RETURN 'admin' = ANY (auth_inner.roles_of(record))
        AND record ->> 'disabled' = 'false' AND record ->> 'pending' = 'false'
        AND (auth_inner.vault_entry(record, 'key') IS NOT NULL OR auth_inner.vault_entry(record, 'reset') IS NULL)
        AND (at_times OR (record -> 'times')::jsonb = '["", "", ""]');
END
$$;

-- Whether no administrator could sign in after a change of a user, or the removal if `after` is NULL: `check_administrator`.
CREATE OR REPLACE FUNCTION auth_inner.is_last_admin(before auth_inner.account, after json) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    others json[] := ARRAY(
        SELECT a.record FROM auth_inner.listed AS l JOIN auth_inner.account AS a ON a.id = l.id
        WHERE 'admin' = ANY (l.roles) AND l.id <> before.id
    );
    -- Where all administrators are limited to days or hours, one of them has to remain.
    at_times constant boolean := NOT (auth_inner.is_active_admin(before.record, false)
        OR EXISTS (SELECT FROM unnest(others) AS other WHERE auth_inner.is_active_admin(other, false)));
BEGIN
    RETURN auth_inner.is_active_admin(before.record, at_times) AND NOT auth_inner.is_active_admin(after, at_times)
        AND NOT EXISTS (SELECT FROM unnest(others) AS other WHERE auth_inner.is_active_admin(other, at_times));
END
$$;

-- Whether another user has this name or address, or has signed with it (R112).
CREATE OR REPLACE FUNCTION auth_inner.is_name_taken(name text, except_for bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.is_used(name, except_for) OR EXISTS (
        SELECT FROM auth_inner.signature AS s WHERE auth_inner.fold(s.username) = auth_inner.fold(name) AND s.account <> except_for
    )
$$;

-- Names of roles, checked, each once.
CREATE OR REPLACE FUNCTION auth_inner.checked_roles(roles jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    checked text[] := '{}';
    role jsonb;
BEGIN
    IF jsonb_typeof(roles) <> 'array' OR jsonb_array_length(roles) > 100 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOR role IN SELECT jsonb_array_elements(roles) LOOP
        IF auth_inner.checked_name(role) = '' THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
        IF auth_inner.checked_name(role) <> ALL (checked) THEN
            checked := checked || auth_inner.checked_name(role);
        END IF;
    END LOOP;
    RETURN checked;
END
$$;

-- First day, last day and hours, checked.
CREATE OR REPLACE FUNCTION auth_inner.checked_times(times jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    day text;
BEGIN
    IF jsonb_typeof(times) <> 'array' OR jsonb_array_length(times) <> 3 OR length(times ->> 2) > 500
        OR EXISTS (SELECT FROM jsonb_array_elements(times) AS text WHERE jsonb_typeof(text) <> 'string')
        OR times ->> 2 <> '' AND auth_inner.hours_include(times ->> 2, 0, 0) IS NULL
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOREACH day IN ARRAY ARRAY[times ->> 0, times ->> 1] LOOP
        CONTINUE WHEN day = '';
        IF day !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
        BEGIN
            PERFORM make_date(substr(day, 1, 4)::integer, substr(day, 6, 2)::integer, substr(day, 9, 2)::integer);
        EXCEPTION WHEN datetime_field_overflow THEN
            PERFORM auth_inner.refuse('AU005');
        END;
    END LOOP;
    RETURN times;
END
$$;

-- Values of custom fields, merged into those before; NULL removes one. Together they do not grow beyond 10 000 characters.
CREATE OR REPLACE FUNCTION auth_inner.checked_fields(before json, changes jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fields jsonb := before;
    change record;
BEGIN
    IF jsonb_typeof(changes) <> 'object' OR length(changes::text) > 10000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOR change IN SELECT * FROM jsonb_each(changes) AS c (key, value) LOOP
        IF jsonb_typeof(change.value) NOT IN ('string', 'null') OR length(change.key) NOT BETWEEN 1 AND 100 THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
        fields := fields - change.key
            || CASE WHEN change.value = 'null' THEN '{}' ELSE jsonb_build_object(change.key, change.value) END;
    END LOOP;
    IF length(fields::text) > greatest(10000, length((before::jsonb)::text)) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN fields;
END
$$;

-- A key vault as a text.
CREATE OR REPLACE FUNCTION auth_inner.vault_text(record json, reset text, keeps_totp boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT concat_ws(' ',
        'key:' || auth_inner.vault_entry(record, 'key'),
        (SELECT string_agg('code:' || code, ' ' ORDER BY n)
         FROM unnest(auth_inner.vault_entries(record, 'code')) WITH ORDINALITY AS c (code, n)),
        CASE WHEN keeps_totp THEN 'totp:' || auth_inner.vault_entry(record, 'totp') END,
        'reset:' || reset,
        CASE WHEN keeps_totp THEN 'recovered:' || auth_inner.vault_entry(record, 'recovered') END
    )
$$;

-- A code of an administrator as it is stored: `ResetCode`. `digest` is of the code, which the server does not learn.
CREATE OR REPLACE FUNCTION auth_inner.reset_text(digest bytea, state bytea, is_first boolean) RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN is_first THEN (auth_inner.now() + 86400) || '/86400' ELSE (auth_inner.now() + 900)::text END
        || '.' || auth_inner.base64url(sha256(digest || state))
$$;

-- A record with other values, in the form in which the program writes it.
CREATE OR REPLACE FUNCTION auth_inner.record_with(record json, changes jsonb) RETURNS json
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT json_build_object(
        'username', r -> 'username', 'email', r -> 'email', 'first_name', r -> 'first_name', 'last_name', r -> 'last_name',
        'password', r -> 'password', 'roles', r -> 'roles', 'disabled', r -> 'disabled', 'times', r -> 'times',
        'pending', r -> 'pending', 'picture', r -> 'picture', 'must_change_password', r -> 'must_change_password',
        'session_epoch', r -> 'session_epoch', 'key_vault', r -> 'key_vault', 'fields', r -> 'fields'
    )
    FROM (SELECT record::jsonb || changes AS r) AS changed
$$;

-- Begins a change of a user: locks the users and settings, and returns the administrator, the user, and what refuses the change.
CREATE OR REPLACE FUNCTION auth_inner.begin_change(
    session bytea, target bytea,
    OUT caller auth_inner.account, OUT own jsonb, OUT head auth_inner.head, OUT whom auth_inner.account, OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    -- A computer without such a session neither waits for other changes nor holds them up.
    asked := auth_inner.administrator(session, 1, true);
    IF asked.refusal IS NULL THEN
        SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
        asked := auth_inner.administrator(session, 1, true);
    END IF;
    caller := asked.caller;
    own := asked.own;
    refusal := asked.refusal;
    IF refusal IS NOT NULL OR target IS NULL THEN
        RETURN;
    END IF;
    SELECT a.* INTO whom FROM auth_inner.account AS a WHERE a.id = target FOR UPDATE;
    IF whom.id IS NULL THEN
        refusal := 'unknown';
    ELSIF auth_inner.is_damaged(whom.record) THEN
        -- The roles of a damaged record are not certain.
        refusal := 'entry_mistake';
    ELSIF NOT auth_inner.covers(own, auth_inner.powers(auth_inner.roles_of(whom.record))) THEN
        PERFORM auth_inner.record_users(caller, whom, false, 'not allowed');
        refusal := 'not_allowed';
    END IF;
END
$$;

-- Writes the changed record of a user, and ends what it replaces.
CREATE OR REPLACE FUNCTION auth_inner.write_changed(head auth_inner.head, before auth_inner.account, record json) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account := before;
BEGIN
    IF auth_inner.is_damaged(record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    after.record := record;
    after.seq := head.seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    PERFORM auth_inner.end_replaced(before, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
END
$$;

-- Changes a user whose state is this one, as `UserAdmin::change` does: e-mail address, names, roles, access times and custom
-- fields, and whether the user is disabled or waits for approval.
CREATE OR REPLACE FUNCTION auth.change_user(session bytea, account bytea, state bytea, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    record json;
    before_roles text[];
    new_roles text[];
    changes jsonb := '{}';
    approves constant boolean := patch ? 'pending';
BEGIN
    IF jsonb_typeof(patch) IS DISTINCT FROM 'object' OR length(patch::text) > 20000 OR account IS NULL OR state IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    record := (begun.whom).record;
    IF encode(auth_inner.keyed(convert_to(record::text, 'UTF8')), 'hex') IS DISTINCT FROM encode(state, 'escape') THEN
        PERFORM auth_inner.refuse('AU003');
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_object_keys(patch) AS key
        WHERE key NOT IN ('email', 'first_name', 'last_name', 'roles', 'disabled', 'times', 'fields', 'pending')
    ) OR patch = '{}' OR approves AND (patch - ARRAY['pending', 'roles'] <> '{}' OR patch -> 'pending' <> 'false') THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF approves AND record ->> 'pending' = 'false' THEN
        RETURN jsonb_build_object('word', 'nothing_to_do');
    END IF;
    before_roles := auth_inner.roles_of(record);
    new_roles := CASE WHEN patch ? 'roles' THEN auth_inner.checked_roles(patch -> 'roles') ELSE before_roles END;
    -- Only administrators change their own roles, and no user gives permissions that they do not have.
    IF (patch ? 'roles' OR approves) AND (
        NOT auth_inner.covers(begun.own, auth_inner.powers(new_roles))
        OR (begun.whom).id = (begun.caller).id AND NOT (begun.own -> 'admin')::boolean
    ) THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, false, 'not allowed');
        RETURN jsonb_build_object('word', 'not_allowed');
    END IF;
    IF (patch -> 'disabled' = 'true' OR patch ? 'times') AND (begun.whom).id = (begun.caller).id THEN
        RETURN jsonb_build_object('word', 'own_account');
    END IF;
    IF patch ? 'disabled' AND jsonb_typeof(patch -> 'disabled') <> 'boolean' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    changes := jsonb_strip_nulls(jsonb_build_object(
        'email', CASE WHEN patch ? 'email' THEN auth_inner.checked_email(patch -> 'email') END,
        'first_name', CASE WHEN patch ? 'first_name' THEN auth_inner.checked_name(patch -> 'first_name') END,
        'last_name', CASE WHEN patch ? 'last_name' THEN auth_inner.checked_name(patch -> 'last_name') END,
        'roles', CASE WHEN patch ? 'roles' THEN to_jsonb(new_roles) END,
        'disabled', patch -> 'disabled',
        'times', CASE WHEN patch ? 'times' THEN auth_inner.checked_times(patch -> 'times') END,
        'fields', CASE WHEN patch ? 'fields' THEN auth_inner.checked_fields(record -> 'fields', patch -> 'fields') END,
        'pending', patch -> 'pending'
    ));
    IF changes ? 'email' AND auth_inner.is_name_taken(changes ->> 'email', (begun.whom).id) THEN
        RETURN jsonb_build_object('word', 'email_taken');
    END IF;
    record := auth_inner.record_with(record, changes);
    IF auth_inner.is_last_admin(begun.whom, record) THEN
        RETURN jsonb_build_object('word', 'last_administrator');
    END IF;
    -- Who waits for approval, is disabled or limited could not use a role until now.
    IF approves OR (begun.whom).record ->> 'disabled' = 'true' AND changes -> 'disabled' = 'false'
        OR changes ? 'times' AND ((begun.whom).record -> 'times')::jsonb <> '["", "", ""]'
    THEN
        before_roles := '{}';
    END IF;
    IF auth_inner.needs_approval('users.give_permissions') AND auth_inner.permits_more(before_roles, new_roles) THEN
        RETURN jsonb_build_object('word', 'approval_required');
    END IF;
    PERFORM auth_inner.write_changed(begun.head, begun.whom, record);
    IF approves THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'approved');
    END IF;
    IF changes ? 'roles' THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'roles: ' || array_to_string(new_roles, ', '));
    END IF;
    IF changes ? 'disabled' THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true,
            CASE WHEN changes -> 'disabled' = 'true' THEN 'disabled' ELSE 'enabled' END);
    END IF;
    IF changes ? 'times' THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'access times changed');
    END IF;
    IF changes ? 'email' THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'email_changed');
        PERFORM auth_inner.tell((begun.whom).id, 'email_changed');
    END IF;
    IF changes ?| ARRAY['first_name', 'last_name', 'fields'] THEN
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'changed');
    END IF;
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Does something to how a user signs in: `users/reset.rs` of the program. `secret` is the digest of a code, or the hash of a
-- random password that is not kept.
CREATE OR REPLACE FUNCTION auth.user_action(session bytea, account bytea, action text, secret text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    record json;
    state bytea;
    changes jsonb;
    epoch bigint;
    has_totp boolean;
    attempts_before auth_inner.attempts;
    attempts_after auth_inner.attempts;
BEGIN
    IF account IS NULL OR length(secret) > 1024
        OR action IN ('reset') AND (secret ~ '^[0-9a-f]{64}$') IS NOT TRUE
        OR action IN ('end_credentials') AND auth_inner.is_new_hash(secret) IS NOT TRUE
    THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF coalesce(action, '') NOT IN ('unlock', 'reset', 'require_change', 'sign_out', 'two_step_off', 'end_credentials') THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    record := (begun.whom).record;
    IF action = 'unlock' THEN
        attempts_before := auth_inner.locked_attempts(auth_inner.attempt_key('account', account));
        attempts_after := auth_inner.seen(attempts_before, auth_inner.now());
        attempts_after.failures := 0;
        attempts_after.locked_for := 0;
        PERFORM auth_inner.write_attempts(attempts_before, attempts_after, auth_inner.now());
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'unlocked');
        RETURN jsonb_build_object('word', 'done');
    END IF;
    state := auth_inner.fingerprint((begun.whom).id, (begun.whom).name_key, record);
    epoch := ((record ->> 'session_epoch')::bigint + 1) % 1000000000;
    has_totp := auth_inner.vault_entry(record, 'totp') IS NOT NULL;
    IF action = 'end_credentials' AND (begun.whom).id = (begun.caller).id THEN
        RETURN jsonb_build_object('word', 'own_account');
    ELSIF action IN ('reset', 'end_credentials') AND state IS NULL THEN
        RETURN jsonb_build_object('word', 'no_password');
    ELSIF action = 'two_step_off' AND NOT has_totp THEN
        RETURN jsonb_build_object('word', 'nothing_to_do');
    ELSIF action IN ('two_step_off', 'end_credentials') AND has_totp AND auth_inner.needs_approval('users.two_step_off') THEN
        RETURN jsonb_build_object('word', 'approval_required');
    END IF;
    changes := CASE action
        WHEN 'reset' THEN jsonb_build_object('key_vault', auth_inner.vault_text(record,
            auth_inner.reset_text(decode(secret, 'hex'), state, auth_inner.has_first_code(record)), true))
        WHEN 'require_change' THEN '{"must_change_password": true}'
        WHEN 'sign_out' THEN jsonb_build_object('session_epoch', epoch)
        WHEN 'two_step_off' THEN jsonb_build_object('must_change_password', true,
            'key_vault', auth_inner.vault_text(record, auth_inner.vault_entry(record, 'reset'), false))
        WHEN 'end_credentials' THEN jsonb_build_object('password', secret, 'key_vault', '', 'session_epoch', epoch)
    END;
    record := auth_inner.record_with(record, changes);
    -- As at a trusted computer, all of these leave an administrator who can sign in.
    PERFORM auth_inner.write_changed(begun.head, begun.whom, record);
    PERFORM auth_inner.record_users(begun.caller, begun.whom, true, CASE action
        WHEN 'reset' THEN 'reset_started' WHEN 'require_change' THEN 'change_required' WHEN 'sign_out' THEN 'signed_out_everywhere'
        WHEN 'two_step_off' THEN 'two_step_off' ELSE 'credentials_ended' END);
    IF action <> 'require_change' THEN
        PERFORM auth_inner.tell((begun.whom).id, CASE action
            WHEN 'reset' THEN 'reset_started' WHEN 'sign_out' THEN 'signed_out_everywhere'
            WHEN 'two_step_off' THEN 'two_step_off' ELSE 'credentials_ended' END);
    END IF;
    RETURN jsonb_build_object('word', 'done');
END
$$;
-- Adding, renaming and removing users by administrators, as `users_change.sql` changes them.

-- A username of a new user, checked. Letters outside ASCII can make two look alike, which is only compared at a trusted computer.
CREATE OR REPLACE FUNCTION auth_inner.checked_username(name jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := auth_inner.trimmed(name #>> '{}');
BEGIN
    IF jsonb_typeof(name) <> 'string' OR octet_length(words) <> length(words) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF words !~ '^[A-Za-z0-9._+@-]{1,64}$' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- Gives a user another name on the pages that name the user, or none. Returns whether one does.
CREATE OR REPLACE FUNCTION auth_inner.rename_on_pages(name_key text, name text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    list text;
    is_named boolean := false;
    items text[];
BEGIN
    FOR list IN
        SELECT 'views.' || n || '.users' FROM auth_inner.setting AS l, generate_series(0, l.value::integer - 1) AS n
        WHERE l.path = 'views'
    LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM auth_inner.setting_list(list) AS l WHERE auth_inner.fold(btrim(l.item)) = name_key
        );
        is_named := true;
        items := ARRAY(
            SELECT CASE WHEN auth_inner.fold(btrim(l.item)) = name_key THEN name ELSE l.item END
            FROM auth_inner.setting_list(list) AS l
            WHERE name IS NOT NULL OR auth_inner.fold(btrim(l.item)) <> name_key ORDER BY l.n
        );
        DELETE FROM auth_inner.setting AS s WHERE s.path = list OR starts_with(s.path, list || '.');
        INSERT INTO auth_inner.setting (path, value) SELECT r.path, r.value FROM auth_inner.list_rows(list, items) AS r;
    END LOOP;
    RETURN is_named;
END
$$;

-- Changes the username of a user.
CREATE OR REPLACE FUNCTION auth.rename_user(session bytea, account bytea, name text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    checked text;
    after auth_inner.account;
    is_on_pages boolean;
BEGIN
    IF account IS NULL OR name IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    checked := auth_inner.checked_username(to_jsonb(name));
    IF auth_inner.is_name_taken(checked, account) THEN
        RETURN jsonb_build_object('word', 'username_taken');
    END IF;
    after := begun.whom;
    after.name_key := auth_inner.fold(checked);
    after.record := auth_inner.record_with(after.record, jsonb_build_object('username', checked));
    after.seq := (begun.head).seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, name_key = after.name_key, record = after.record WHERE a.id = after.id;
    is_on_pages := auth_inner.rename_on_pages((begun.whom).name_key, checked);
    PERFORM auth_inner.end_replaced(begun.whom, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
    IF is_on_pages THEN
        UPDATE auth_inner.head SET settings_seq = after.seq;
    END IF;
    PERFORM auth_inner.record_users(begun.caller, after, true, 'renamed from ' || ((begun.whom).record ->> 'username'));
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Removes a user, and what is stored about the account beside the audit log and its signatures (R82).
CREATE OR REPLACE FUNCTION auth.remove_user(session bytea, account bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    number bigint;
    is_damaged boolean;
    digest constant bytea := sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || account);
BEGIN
    IF account IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    -- Only a caller with every permission removes a user whose roles are not certain.
    is_damaged := coalesce(begun.refusal = 'entry_mistake', false);
    IF begun.refusal IS NOT NULL AND NOT (is_damaged AND (begun.own -> 'admin')::boolean) THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    IF (begun.whom).id = (begun.caller).id THEN
        RETURN jsonb_build_object('word', 'own_account');
    END IF;
    IF auth_inner.is_last_admin(begun.whom, NULL) THEN
        RETURN jsonb_build_object('word', 'last_administrator');
    END IF;
    IF auth_inner.needs_approval('users.delete') THEN
        RETURN jsonb_build_object('word', 'approval_required');
    END IF;
    number := (begun.head).seq + 1;
    DELETE FROM auth_inner.account AS a WHERE a.id = account;
    INSERT INTO auth_inner.gone (seq, id) VALUES (number, account);
    IF NOT is_damaged THEN
        INSERT INTO auth_inner.ended (credential) SELECT unnest(auth_inner.credentials(begun.whom))
            ON CONFLICT (credential) DO NOTHING;
    END IF;
    IF auth_inner.rename_on_pages((begun.whom).name_key, NULL) THEN
        UPDATE auth_inner.head SET settings_seq = number;
    END IF;
    PERFORM auth_inner.next_revision(number);
    DELETE FROM auth_inner.attempts AS t
        WHERE t.name IN (auth_inner.attempt_key('account', account), auth_inner.attempt_key('mail', digest));
    DELETE FROM auth_inner.code AS c WHERE c.who = auth_inner.attempt_key('account', account);
    DELETE FROM auth_inner.notice AS n WHERE n.who = auth_inner.notice_key(account);
    DELETE FROM auth_inner.step AS s WHERE s.who = auth_inner.notice_key(account);
    DELETE FROM auth_inner.signing_key AS k WHERE k.account = remove_user.account;
    DELETE FROM auth_inner.second_factor AS f WHERE f.account = remove_user.account;
    DELETE FROM auth_inner.remembered AS r WHERE r.account = remove_user.account;
    DELETE FROM auth_inner.pin AS p WHERE p.account = remove_user.account;
    PERFORM auth_inner.end_sessions(ARRAY(SELECT s.id FROM auth_inner.restricted_session AS s WHERE s.account = remove_user.account));
    PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'removed');
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Adds a user with a code for the first password, whose digest this is. `hash` is of a random password that is not kept.
CREATE OR REPLACE FUNCTION auth.add_user(session bytea, id bytea, described jsonb, hash text, digest bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    username text;
    address text;
    roles text[];
    record json;
    added auth_inner.account;
    state bytea;
BEGIN
    IF octet_length(id) IS DISTINCT FROM 16 OR octet_length(digest) IS DISTINCT FROM 32
        OR jsonb_typeof(described) IS DISTINCT FROM 'object' OR length(described::text) > 20000
        OR auth_inner.is_new_hash(hash) IS NOT TRUE
    THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, NULL);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_object_keys(described) AS key
        WHERE key NOT IN ('username', 'email', 'first_name', 'last_name', 'roles', 'fields')
    ) OR NOT described ?& ARRAY['username', 'email', 'first_name', 'last_name', 'roles', 'fields'] THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    username := auth_inner.checked_username(described -> 'username');
    address := auth_inner.checked_email(described -> 'email');
    roles := auth_inner.checked_roles(described -> 'roles');
    IF NOT auth_inner.covers(begun.own, auth_inner.powers(roles)) THEN
        RETURN jsonb_build_object('word', 'not_allowed');
    END IF;
    IF EXISTS (SELECT FROM auth_inner.account AS a WHERE a.id = add_user.id)
        OR EXISTS (SELECT FROM auth_inner.event AS e WHERE add_user.id IN (e.who_id, e.whom_id))
        OR EXISTS (SELECT FROM auth_inner.signature AS s WHERE s.account = add_user.id)
    THEN
        -- Ids are random, and not used again.
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.is_name_taken(username, add_user.id) THEN
        RETURN jsonb_build_object('word', 'username_taken');
    ELSIF auth_inner.is_name_taken(address, add_user.id) THEN
        RETURN jsonb_build_object('word', 'email_taken');
    ELSIF auth_inner.needs_approval('users.give_permissions') AND auth_inner.permits_more('{}', roles) THEN
        RETURN jsonb_build_object('word', 'approval_required');
    END IF;
    record := json_build_object(
        'username', username, 'email', address, 'first_name', auth_inner.checked_name(described -> 'first_name'),
        'last_name', auth_inner.checked_name(described -> 'last_name'), 'password', hash, 'roles', roles,
        'disabled', false, 'times', '["", "", ""]'::json, 'pending', false, 'picture', NULL, 'must_change_password', false,
        'session_epoch', 0, 'key_vault', '', 'fields', auth_inner.checked_fields('{}', described -> 'fields')
    );
    added.id := add_user.id;
    added.name_key := auth_inner.fold(username);
    state := auth_inner.fingerprint(added.id, added.name_key, record);
    added.record := auth_inner.record_with(record, jsonb_build_object('key_vault',
        'reset:' || auth_inner.reset_text(digest, state, true)));
    added.seq := (begun.head).seq + 1;
    IF auth_inner.is_damaged(added.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    INSERT INTO auth_inner.account (id, position, seq, name_key, record)
        SELECT added.id, coalesce(max(a.position), 0) + 1, added.seq, added.name_key, added.record FROM auth_inner.account AS a;
    DELETE FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(address);
    IF FOUND THEN
        UPDATE auth_inner.head SET emails_seq = added.seq;
    END IF;
    PERFORM auth_inner.next_revision(added.seq);
    PERFORM auth_inner.record_users(begun.caller, added, true, 'added');
    RETURN jsonb_build_object('word', 'done');
END
$$;
-- The activity of all users, for those who may see it: `service/audit` of the program.

-- The number of the first record that is missing or was changed; NULL if every record is as it was written: `ChainVerifier`.
CREATE OR REPLACE FUNCTION auth_inner.first_broken() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN broken.number IS NOT NULL THEN broken.number
        WHEN coalesce(latest.number, ends.before) <> ends.last OR coalesce(latest.link, ends.first) <> ends.link
            THEN coalesce(latest.number, ends.before) + 1
    END
    FROM auth_inner.event_ends AS ends
    LEFT JOIN LATERAL (SELECT e.number, e.link FROM auth_inner.event AS e ORDER BY e.number DESC LIMIT 1) AS latest ON true
    LEFT JOIN LATERAL (
        -- The one that was expected there.
        SELECT e.expected AS number
        FROM (
            SELECT e.*, coalesce(lag(e.number) OVER chain, ends.before) + 1 AS expected,
                coalesce(lag(e.link) OVER chain, ends.first) AS before_link
            FROM auth_inner.event AS e WINDOW chain AS (ORDER BY e.number)
        ) AS e
        WHERE e.number <> e.expected OR e.link <> sha256(
            int8send(32) || e.before_link || int8send(8) || int8send(e.number) || int8send(8) || int8send(e.at)
            || int8send(octet_length(e.kind)) || convert_to(e.kind, 'UTF8')
            || int8send(octet_length(e.who)) || convert_to(e.who, 'UTF8')
            || int8send(octet_length(e.whom)) || convert_to(e.whom, 'UTF8')
            || int8send(1) || CASE WHEN e.is_done THEN decode('01', 'hex') ELSE decode('00', 'hex') END
            || int8send(octet_length(e.detail)) || convert_to(e.detail, 'UTF8')
            || coalesce(int8send(3) || 'who'::bytea || int8send(octet_length(e.who_id)) || e.who_id, ''::bytea)
            || coalesce(int8send(4) || 'whom'::bytea || int8send(octet_length(e.whom_id)) || e.whom_id, ''::bytea)
        )
        ORDER BY e.number LIMIT 1
    ) AS broken ON true
$$;

-- Returns how many records there are, by day and by user, and whether all are as they were written.
CREATE OR REPLACE FUNCTION auth.event_counts(session bytea, since bigint, of_user text, of_kind text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    asked record;
    zone constant text := auth_inner.time_zone();
    days jsonb;
    users jsonb;
    total bigint;
BEGIN
    PERFORM auth_inner.admit();
    IF length(of_user) > 1024 OR length(of_kind) > 64 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 2, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_array(d.day, d.done, d.refused) ORDER BY d.day), '[]'),
            coalesce(sum(d.done + d.refused), 0)
        INTO days, total
        FROM (
            SELECT to_char(to_timestamp(e.at) AT TIME ZONE zone, 'YYYY-MM-DD') AS day,
                count(*) FILTER (WHERE e.is_done) AS done, count(*) FILTER (WHERE NOT e.is_done) AS refused
            FROM auth_inner.event AS e
            WHERE (since IS NULL OR e.at >= since) AND (of_user IS NULL OR of_user IN (e.who, e.whom))
                AND (of_kind IS NULL OR e.kind = of_kind)
            GROUP BY 1
        ) AS d;
    SELECT coalesce(jsonb_agg(jsonb_build_array(u.who, u.done, u.refused) ORDER BY u.done + u.refused DESC, u.who COLLATE "C"), '[]')
        INTO users
        FROM (
            SELECT e.who, count(*) FILTER (WHERE e.is_done) AS done, count(*) FILTER (WHERE NOT e.is_done) AS refused
            FROM auth_inner.event AS e
            WHERE e.who <> '' AND (since IS NULL OR e.at >= since) AND (of_user IS NULL OR of_user IN (e.who, e.whom))
                AND (of_kind IS NULL OR e.kind = of_kind)
            GROUP BY e.who ORDER BY count(*) DESC LIMIT 1000
        ) AS u;
    RETURN jsonb_build_object('word', 'done', 'total', total, 'days', days, 'users', users,
        'broken', auth_inner.first_broken(), 'last', (SELECT e.at FROM auth_inner.event AS e ORDER BY e.number DESC LIMIT 1));
END
$$;

-- Returns the latest records, the latest first, and only what was refused if `refused` is set.
CREATE OR REPLACE FUNCTION auth.events(
    session bytea, since bigint, of_user text, of_kind text, refused boolean, lim integer
) RETURNS TABLE (
    number bigint, at bigint, kind text, who text, whom text, who_id bytea, whom_id bytea, is_done boolean, detail text,
    link bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 10000 OR refused IS NULL OR length(of_user) > 1024 OR length(of_kind) > 64 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 2, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT e.number, e.at, e.kind, e.who, e.whom, e.who_id, e.whom_id, e.is_done, e.detail, e.link
        FROM auth_inner.event AS e
        WHERE (events.since IS NULL OR e.at >= events.since) AND (of_user IS NULL OR of_user IN (e.who, e.whom))
            AND (of_kind IS NULL OR e.kind = of_kind) AND NOT (refused AND e.is_done)
        ORDER BY e.number DESC LIMIT lim;
END
$$;

-- Returns the latest records about an account, for those who manage users and see the activity.
CREATE OR REPLACE FUNCTION auth.events_of(session bytea, account bytea, lim integer)
RETURNS TABLE (
    number bigint, at bigint, kind text, who text, whom text, who_id bytea, whom_id bytea, is_done boolean, detail text,
    link bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 1000 OR octet_length(account) IS DISTINCT FROM 16 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL OR (asked.own -> 'program')::integer & 2 = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT e.number, e.at, e.kind, e.who, e.whom, e.who_id, e.whom_id, e.is_done, e.detail, e.link
        FROM auth_inner.event AS e
        WHERE e.number = ANY (ARRAY(
            (SELECT made.number FROM auth_inner.event AS made WHERE made.who_id = account ORDER BY made.number DESC LIMIT lim)
            UNION
            (SELECT about.number FROM auth_inner.event AS about WHERE about.whom_id = account ORDER BY about.number DESC LIMIT lim)
        ))
        ORDER BY e.number DESC LIMIT lim;
END
$$;
-- Recovery codes, and codes of administrators, that are tried at restricted computers.
--
-- A code is tried in steps, in transactions of their own, as a password is: `auth.code_challenge` gives a number that the code is
-- shown to be known with, `auth.try_code` counts the try before anything is compared, the first call of `auth.code_verdict` after that
-- looks at it, and the next one tells. The server learns the public half of the key pair of a recovery code and the digest of the code
-- of an administrator, and a computer no more of them than it knows. A code has 128 random bits. Tries are counted like wrong
-- passwords, but a lockout keeps no user out of recovery (R21).
--
-- Order of locks: `code_try`, `hourly`, and then those of `common.sql`.

-- Counts what this login does at most so many times in an hour.
CREATE OR REPLACE FUNCTION auth_inner.count_hourly(what text, most bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    counted auth_inner.hourly;
BEGIN
    INSERT INTO auth_inner.hourly AS h (login, what, began, count) VALUES (session_user, count_hourly.what, moment, 1)
        ON CONFLICT ON CONSTRAINT hourly_pkey DO UPDATE SET
            began = CASE WHEN moment - h.began BETWEEN 0 AND 3599 THEN h.began ELSE moment END,
            count = CASE WHEN moment - h.began BETWEEN 0 AND 3599 THEN h.count + 1 ELSE 1 END
        RETURNING h.* INTO counted;
    IF counted.count > most THEN
        PERFORM auth_inner.refuse('AU008');
    END IF;
END
$$;

-- The recovery code of an account with this public key, as it is stored; NULL without one, or if it has ended.
CREATE OR REPLACE FUNCTION auth_inner.recovery_code(account auth_inner.account, key bytea) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT code FROM unnest(auth_inner.vault_entries(account.record, 'code')) AS code
    WHERE starts_with(code, 'x1.') AND split_part(code, '.', 2) = auth_inner.base64url(key) AND NOT EXISTS (
        SELECT FROM auth_inner.ended AS e WHERE e.credential IN (
            sha256(auth_inner.part(account.id) || auth_inner.part('recovery code'::text) || auth_inner.part(code)),
            sha256(auth_inner.part(account.id) || auth_inner.part('key'::text)
                || auth_inner.part(auth_inner.vault_entry(account.record, 'key')))
        )
    ) LIMIT 1
$$;

-- When the code of an administrator was created, if its stored form has this digest, it has not expired or ended, and the account is
-- as it was.
CREATE OR REPLACE FUNCTION auth_inner.reset_created_at(account auth_inner.account, digest bytea) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    code constant text := auth_inner.vault_entry(account.record, 'reset');
    parts constant text[] := regexp_match(code, '^([0-9]{1,15})(?:/([0-9]{1,5}))?[.]([A-Za-z0-9_-]{43})$');
    expires_at constant bigint := parts[1];
    lifetime constant bigint := coalesce(parts[2], '900');
    moment constant bigint := auth_inner.now();
BEGIN
    IF parts[3] = auth_inner.base64url(digest) AND moment < expires_at AND moment >= expires_at - lifetime
        AND lifetime <= 86400 AND NOT EXISTS (
            SELECT FROM auth_inner.ended AS e WHERE e.credential =
                sha256(auth_inner.part(account.id) || auth_inner.part('reset code'::text) || auth_inner.part(code))
        )
    THEN
        RETURN expires_at - lifetime;
    END IF;
    RETURN NULL;
END
$$;

-- Whether a user may set a new password with a code, or is told the username: `User::can_sign_in`.
CREATE OR REPLACE FUNCTION auth_inner.may_recover(account auth_inner.account, purpose text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN false;
    END IF;
    RETURN account.record ->> 'disabled' = 'false' AND account.record ->> 'pending' = 'false'
        AND (purpose = 'username' OR account.record ->> 'password' IS NOT NULL);
END
$$;

-- The code that was tried, if it is one of the account that may be used for this: a recovery code as it is stored, or when the code of
-- an administrator was created. Once an administrator has started a reset, recovery codes set no password (R79). After one has set the
-- password, none is a second factor until the user has signed in (R80).
CREATE OR REPLACE FUNCTION auth_inner.proof_of(
    of auth_inner.code_try, account auth_inner.account, OUT used text, OUT created_at bigint
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT auth_inner.may_recover(account, of.purpose) THEN
        RETURN;
    END IF;
    used := auth_inner.recovery_code(account, of.key);
    IF of.purpose <> 'username' AND auth_inner.vault_entry(account.record, 'key') IS NULL
        OR of.purpose = 'password' AND auth_inner.vault_entry(account.record, 'reset') IS NOT NULL
        OR of.purpose = 'sign_in' AND auth_inner.vault_entry(account.record, 'recovered') IS NOT NULL
    THEN
        used := NULL;
    END IF;
    -- A code of an administrator is for the account as it was.
    IF of.purpose = 'password' AND used IS NULL AND auth_inner.state_of(account) = of.tried_state THEN
        created_at := auth_inner.reset_created_at(account, of.reset);
    END IF;
END
$$;

-- Counts a try under its name and among those of all names, whatever comes of it. It does the same work for every name.
CREATE OR REPLACE FUNCTION auth_inner.count_code(INOUT of auth_inner.code_try)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    before constant auth_inner.attempts := auth_inner.locked_attempts(of.typed);
    after auth_inner.attempts := auth_inner.seen(before, moment);
    all_before constant auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
    all_expired constant auth_inner.attempts := auth_inner.expired(all_before, moment);
    all_after auth_inner.attempts := all_expired;
    late constant bigint := auth_inner.delay(all_expired.failures);
BEGIN
    IF after.locked_for = 0 AND after.failures < auth_inner.setting('lockout.stop_after', '100')::bigint THEN
        of.counted := after.failures + 1;
        after.failures := of.counted;
        after.locked_for := auth_inner.lock_after(of.counted);
    END IF;
    all_after.failures := least(all_expired.failures + 1, auth_inner.setting('lockout.all_names', '50')::bigint + 9);
    of.is_raised := all_after.failures > all_expired.failures;
    of.is_first_delay := auth_inner.delay(all_after.failures) > 0 AND late = 0;
    of.not_before := moment + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END;
    PERFORM auth_inner.write_attempts(before, after, moment);
    PERFORM auth_inner.write_attempts(all_before, all_after, moment);
    PERFORM auth_inner.forget_names(moment);
END
$$;

-- Takes a try back that was right, or with it all failures of the name.
CREATE OR REPLACE FUNCTION auth_inner.undo_code(of auth_inner.code_try, outcome text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    counted auth_inner.guess;
BEGIN
    IF outcome = 'undone' AND of.counted = 0 THEN
        RETURN;
    END IF;
    counted.typed := of.typed;
    counted.counted := of.counted;
    counted.is_raised := of.is_raised AND outcome = 'undone';
    PERFORM auth_inner.undo(counted, outcome, auth_inner.now());
END
$$;

-- Records a code that was wrong, or of another name.
CREATE OR REPLACE FUNCTION auth_inner.record_wrong_code(of auth_inner.code_try, named auth_inner.account) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.record(CASE of.purpose WHEN 'sign_in' THEN 'sign_in' ELSE 'recovery' END,
        CASE WHEN named.id IS NULL THEN
                CASE WHEN of.typed = auth_inner.attempt_key('attempt', ''::bytea) THEN '' ELSE repeat(chr(8226), 3) END
            WHEN auth_inner.is_damaged(named.record) THEN named.name_key
            ELSE named.record ->> 'username' END,
        named.id, '', NULL, false,
        CASE WHEN of.purpose <> 'sign_in' THEN 'wrong code or name'
            WHEN auth_inner.lock_after(of.counted) > 0 THEN 'wrong code, locked'
            ELSE 'wrong code' END);
    IF of.is_first_delay THEN
        PERFORM auth_inner.record('sign_in', '', NULL, '', NULL, false, 'many failures');
    END IF;
END
$$;

-- An account that stands for one that is not there, so that there is as much to do for it.
CREATE OR REPLACE FUNCTION auth_inner.model_of(no_account bytea) RETURNS auth_inner.account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    model auth_inner.account;
BEGIN
    SELECT a.* INTO model FROM auth_inner.account AS a WHERE a.id >= no_account ORDER BY a.id LIMIT 1;
    IF NOT FOUND THEN
        SELECT a.* INTO model FROM auth_inner.account AS a ORDER BY a.id LIMIT 1;
    END IF;
    RETURN model;
END
$$;

-- The digest of an account as it is; NULL if it cannot be read for certain, or has no password.
CREATE OR REPLACE FUNCTION auth_inner.state_of(account auth_inner.account) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN NULL;
    END IF;
    RETURN auth_inner.fingerprint(account.id, account.name_key, account.record);
END
$$;

-- Returns a number for the try with this ticket. A login begins at most 120 of them in an hour, so that it neither fills the log nor
-- keeps the server busy.
CREATE OR REPLACE FUNCTION auth.code_challenge(ticket bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id constant bytea := sha256(ticket);
    begun auth_inner.code_try;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.* INTO begun FROM auth_inner.code_try AS t WHERE t.ticket = id;
    IF begun.ticket IS NULL THEN
        PERFORM auth_inner.count_hourly('codes', 120);
        begun.secret := auth_inner.random_bytes();
        INSERT INTO auth_inner.code_try (ticket, login, xact, at, secret)
            VALUES (id, session_user, pg_current_xact_id(), auth_inner.now(), begun.secret)
            ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
    ELSIF begun.login <> session_user::text OR begun.secret IS NULL THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN auth_inner.x25519(auth_inner.keyed(begun.secret), decode('09' || repeat('00', 31), 'hex'));
END
$$;

-- Takes a code that is tried for a name, and counts it. `key` is the public half of the key pair that the code would have as a
-- recovery code, `proof` shows that the computer knows the other half, and `digest` is of the code as one of an administrator. A
-- second factor belongs to the answer with the ticket `password`, whose verdict was that a code is needed.
CREATE OR REPLACE FUNCTION auth.try_code(
    ticket bytea, login text, purpose text, key bytea, proof bytea, digest bytea, password bytea
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    tried auth_inner.code_try;
    named auth_inner.account;
    model auth_inner.account;
    answered auth_inner.guess;
    shared bytea;
    no_account bytea;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(key) IS DISTINCT FROM 32 OR octet_length(proof) IS DISTINCT FROM 32
        OR octet_length(digest) IS DISTINCT FROM 32 OR coalesce(purpose NOT IN ('password', 'username', 'sign_in'), true)
        OR login IS NULL OR octet_length(login) > 1024
        OR (purpose = 'sign_in') <> coalesce(octet_length(password) = 32 AND password <> ticket, false)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.* INTO tried FROM auth_inner.code_try AS t
        WHERE t.ticket = sha256(ticket) AND t.login = session_user::text FOR UPDATE;
    IF tried.ticket IS NULL OR tried.at < auth_inner.now() - 120 THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF tried.secret IS NULL THEN
        -- The same once more, because the first reply was lost. One ticket takes one code.
        RETURN;
    END IF;
    shared := auth_inner.x25519(auth_inner.keyed(tried.secret), key);
    tried.key := CASE WHEN shared <> decode(repeat('00', 32), 'hex')
        AND proof = sha256(convert_to('authenticator/1/recovery proof', 'UTF8') || decode('00', 'hex') || shared || key) THEN key END;
    IF purpose = 'sign_in' THEN
        answered := auth_inner.awaiting(sha256(password));
        IF answered.for_session IS NOT NULL THEN
            -- A session begins only with a password that was entered to sign in.
            PERFORM auth_inner.refuse('AU001');
        END IF;
        tried.after_ticket := answered.ticket;
        SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = answered.account;
    ELSE
        named := auth_inner.find(login);
    END IF;
    tried.typed := auth_inner.attempt_key(
        CASE WHEN named.id IS NULL THEN 'attempt' ELSE 'account' END, coalesce(named.id, convert_to(login, 'UTF8')));
    no_account := substr(auth_inner.keyed(tried.typed), 1, 16);
    model := auth_inner.model_of(no_account);
    tried.account := CASE WHEN purpose <> 'username' OR auth_inner.email_key(coalesce(named.record, model.record)) = login
        THEN coalesce(named.id, no_account) ELSE no_account END;
    tried.tried_state := coalesce(
        CASE WHEN named.id IS NULL THEN auth_inner.state_of(model) ELSE auth_inner.state_of(named) END, sha256(no_account));
    tried.reset := sha256(digest || tried.tried_state);
    tried := auth_inner.count_code(tried);
    UPDATE auth_inner.code_try AS t SET xact = pg_current_xact_id(), secret = NULL, purpose = purpose,
        not_before = tried.not_before, account = tried.account, typed = tried.typed, counted = tried.counted,
        is_raised = tried.is_raised, is_first_delay = tried.is_first_delay, key = tried.key, reset = tried.reset, tried_state = tried.tried_state,
        after_ticket = tried.after_ticket
        WHERE t.ticket = tried.ticket;
END
$$;

-- Returns what came of a code that was tried, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.code_verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.code_try;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT t.* INTO given FROM auth_inner.code_try AS t WHERE t.ticket = asked AND t.login = session_user::text;
    IF NOT FOUND OR given.purpose IS NULL THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.verdict IS NOT NULL THEN
        PERFORM auth_inner.sweep();
        RETURN given.verdict;
    ELSIF given.at < auth_inner.now() - 600 THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF auth_inner.now() < given.not_before THEN
        RETURN jsonb_build_object('wait', (given.not_before - auth_inner.now()) * 1000);
    END IF;
    -- The try was committed, so it is in the log up to here; it is safe when this much is on the disk.
    written := coalesce(given.sealed, pg_current_wal_insert_lsn());
    IF pg_current_wal_flush_lsn() < written THEN
        UPDATE auth_inner.code_try AS t SET sealed = written WHERE t.ticket = asked AND t.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT t.* INTO given FROM auth_inner.code_try AS t WHERE t.ticket = asked AND t.verdict IS NULL FOR UPDATE;
    IF FOUND THEN
        said := auth_inner.judge_code(given);
        UPDATE auth_inner.code_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = asked;
    END IF;
    RETURN jsonb_build_object('wait', 0);
END
$$;

-- Records codes whose verdict was not asked for, and removes what is old. It locks nothing that another call could wait for, except the
-- ends of the audit log.
CREATE OR REPLACE FUNCTION auth_inner.sweep_codes() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    left_open auth_inner.code_try;
    named auth_inner.account;
    proof record;
BEGIN
    FOR left_open IN
        SELECT t.* FROM auth_inner.code_try AS t WHERE t.verdict IS NULL AND t.purpose IS NOT NULL AND t.at < moment - 300
        ORDER BY t.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = left_open.account;
        proof := auth_inner.proof_of(left_open, named);
        -- One that is right was not used, and stays counted.
        IF proof.used IS NULL AND proof.created_at IS NULL THEN
            PERFORM auth_inner.record_wrong_code(left_open, named);
        END IF;
        UPDATE auth_inner.code_try AS t SET verdict = jsonb_build_object('word', 'wrong'), xact = pg_current_xact_id()
            WHERE t.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.code_try WHERE ticket = ANY (ARRAY(
        SELECT t.ticket FROM auth_inner.code_try AS t WHERE t.at < moment - 600 AND (t.verdict IS NOT NULL OR t.purpose IS NULL)
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    DELETE FROM auth_inner.hourly AS h WHERE ctid = ANY (ARRAY(
        SELECT old.ctid FROM auth_inner.hourly AS old WHERE old.began < moment - 86400 LIMIT 100 FOR UPDATE SKIP LOCKED));
END
$$;
-- What a code does at restricted computers: a new password, a forgotten username, or the second step of a sign-in, as
-- `service/recovery` and `service/sign_in` of the program decide it.

-- The key vault after a new password was set with a recovery code, which is used up, or with the code of an administrator.
CREATE OR REPLACE FUNCTION auth_inner.recovered_vault(record json, used text, key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    totp constant text := auth_inner.vault_entry(record, 'totp');
    codes text[] := auth_inner.vault_entries(record, 'code');
BEGIN
    IF used IS NULL THEN
        key := NULL;
        codes := CASE WHEN totp IS NULL THEN '{}'::text[] ELSE codes END;
    ELSE
        codes := array_remove(codes, used);
    END IF;
    IF totp IS NULL AND (key IS NULL OR cardinality(codes) = 0) THEN
        RETURN '';
    END IF;
    RETURN concat_ws(' ', 'key:' || key, 'code:' || nullif(array_to_string(codes, ' code:'), ''), 'totp:' || totp,
        CASE WHEN used IS NOT NULL AND totp IS NOT NULL THEN 'recovered:yes' END);
END
$$;

-- What is recorded after an event with the code of an administrator: the number of the record of its creation.
CREATE OR REPLACE FUNCTION auth_inner.with_code(id bytea, created_at bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT ', code of record ' || e.number FROM auth_inner.event AS e
        WHERE e.whom_id = with_code.id AND e.kind = 'people' AND e.detail IN ('reset_started', 'added', 'imported')
            AND e.at BETWEEN created_at AND created_at + 600
        ORDER BY e.number LIMIT 1
    ), '')
$$;

-- A record without a recovery code that was used (R33).
CREATE OR REPLACE FUNCTION auth_inner.without_code(record json, used text) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.record_with(record, jsonb_build_object('key_vault',
        array_to_string(array_remove(string_to_array(record ->> 'key_vault', ' '), 'code:' || used), ' ')))
$$;

-- Writes a user without a recovery code that was used. Sessions go on, and no table is locked that another call could hold: `head` and
-- the account are locked.
CREATE OR REPLACE FUNCTION auth_inner.use_up(head auth_inner.head, before auth_inner.account, used text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account := before;
BEGIN
    after.record := auth_inner.without_code(before.record, used);
    after.seq := head.seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    INSERT INTO auth_inner.ended (credential)
        SELECT unnest(auth_inner.credentials(before)) EXCEPT SELECT unnest(auth_inner.credentials(after))
        ON CONFLICT (credential) DO NOTHING;
    PERFORM auth_inner.next_revision(after.seq);
END
$$;

-- Uses up a recovery code by which a username was found, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.tell_username(of auth_inner.code_try) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    named auth_inner.account;
    proof record;
    who text;
BEGIN
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = of.account FOR UPDATE;
    proof := auth_inner.proof_of(of, named);
    IF proof.used IS NULL THEN
        PERFORM auth_inner.record_wrong_code(of, named);
        RETURN jsonb_build_object('word', 'wrong');
    END IF;
    PERFORM auth_inner.undo_code(of, 'undone');
    who := named.record ->> 'username';
    PERFORM auth_inner.use_up(head, named, proof.used);
    PERFORM auth_inner.record('recovery', who, named.id, '', NULL, true, 'code_used');
    PERFORM auth_inner.tell(named.id, 'code_used');
    RETURN jsonb_build_object('word', 'found', 'username', who);
END
$$;

-- Signs a user in with a recovery code as the second factor, which is used up, and returns the verdict: as `auth_inner.judge`.
CREATE OR REPLACE FUNCTION auth_inner.judge_second_factor(of auth_inner.code_try) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    named auth_inner.account;
    proof record;
    answer auth_inner.guess;
    said jsonb;
BEGIN
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = of.account FOR UPDATE;
    PERFORM FROM auth_inner.guess AS g WHERE g.ticket = of.after_ticket FOR UPDATE;
    answer := auth_inner.awaiting(of.after_ticket);
    IF of.counted = 0 THEN
        -- Whoever has the password tries no codes while the name is locked.
        RETURN jsonb_build_object('word', 'locked', 'seconds', (
            SELECT nullif((auth_inner.seen(t, auth_inner.now())).locked_for, 0) FROM auth_inner.attempts AS t WHERE t.name = of.typed
        ));
    END IF;
    proof := auth_inner.proof_of(of, named);
    IF proof.used IS NULL THEN
        PERFORM auth_inner.record_wrong_code(of, named);
        RETURN jsonb_build_object('word', 'wrong_code');
    END IF;
    answer.after_ticket := answer.ticket;
    answer.ticket := of.ticket;
    answer.counted := of.counted;
    answer.is_raised := of.is_raised;
    said := auth_inner.sign_in(answer, named);
    IF said ->> 'word' = 'right' THEN
        -- The password counts for one session. The state of the session does not depend on codes.
        UPDATE auth_inner.guess AS g SET awaits = NULL WHERE g.ticket = of.after_ticket;
        PERFORM auth_inner.use_up(head, named, proof.used);
        PERFORM auth_inner.record('account', named.record ->> 'username', named.id, '', NULL, true, 'code_used');
        PERFORM auth_inner.tell(named.id, 'code_used');
    END IF;
    RETURN said;
END
$$;

-- Looks at a code that was counted, and returns the verdict: for the right one also what a new password must not contain, and of a
-- recovery code its stored form, which opens the user key for those who know the code.
CREATE OR REPLACE FUNCTION auth_inner.judge_code(of auth_inner.code_try) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named auth_inner.account;
    proof record;
BEGIN
    IF of.purpose = 'sign_in' THEN
        RETURN auth_inner.judge_second_factor(of);
    END IF;
    SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = of.account;
    -- The same work for an unknown name.
    proof := auth_inner.proof_of(of, CASE WHEN named.id IS NULL THEN auth_inner.model_of(of.account) ELSE named END);
    IF named.id IS NULL OR proof.used IS NULL AND proof.created_at IS NULL THEN
        PERFORM auth_inner.record_wrong_code(of, named);
        RETURN jsonb_build_object('word', 'wrong');
    ELSIF of.purpose = 'username' THEN
        RETURN auth_inner.tell_username(of);
    END IF;
    PERFORM auth_inner.undo_code(of, 'undone');
    UPDATE auth_inner.code_try AS t SET state = sha256(convert_to(named.record::text, 'UTF8')) WHERE t.ticket = of.ticket;
    RETURN jsonb_build_object('word', 'right', 'username', named.record -> 'username', 'email', named.record -> 'email',
        'first_name', named.record -> 'first_name', 'last_name', named.record -> 'last_name',
        'two_step', auth_inner.vault_entry(named.record, 'totp') IS NOT NULL, 'code', proof.used);
END
$$;

-- Sets a new password with the code of this ticket, which was right in the last ten minutes and is used up. `key` is the user key,
-- wrapped with the new password; without it, the other recovery codes end. No session begins (R36).
CREATE OR REPLACE FUNCTION auth.recover(ticket bytea, hash text, key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    proven auth_inner.code_try;
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    proof record;
    event text;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR auth_inner.is_new_hash(hash) IS NOT TRUE
        OR key IS NOT NULL AND NOT auth_inner.is_wrapped_key(key)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.* INTO proven FROM auth_inner.code_try AS t
        WHERE t.ticket = sha256(recover.ticket) AND t.login = session_user::text FOR UPDATE;
    IF proven.ticket IS NULL THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF proven.verdict ->> 'word' = 'set' THEN
        -- The same once more, because the first reply was lost.
        RETURN;
    ELSIF proven.state IS NULL OR proven.at < auth_inner.now() - 600
        OR proven.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()
    THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = proven.account FOR UPDATE;
    proof := auth_inner.proof_of(proven, before);
    IF proof.used IS NULL AND proof.created_at IS NULL
        OR sha256(convert_to(before.record::text, 'UTF8')) IS DISTINCT FROM proven.state
    THEN
        PERFORM auth_inner.refuse('AU001');
    ELSIF auth_inner.beginning(hash) = auth_inner.beginning(before.record ->> 'password')
        OR recover.key = auth_inner.vault_entry(before.record, 'key')
        OR proof.used IS NOT NULL AND recover.key IS NULL AND auth_inner.vault_entry(before.record, 'totp') IS NOT NULL
    THEN
        -- By the salt, which is known, and not by the hash: otherwise this would tell the present password. What opens the second
        -- factor is not given up.
        PERFORM auth_inner.refuse('AU005');
    END IF;
    PERFORM auth_inner.undo_code(proven, 'unlocked');
    PERFORM auth_inner.write_changed(head, before, auth_inner.record_with(before.record, jsonb_build_object(
        'password', hash, 'must_change_password', false,
        'key_vault', auth_inner.recovered_vault(before.record, proof.used, recover.key)
    )));
    SELECT a.* INTO after FROM auth_inner.account AS a WHERE a.id = before.id;
    FOREACH event IN ARRAY array_remove(ARRAY[
        'password_recovered', CASE WHEN auth_inner.are_codes_lost(before.record, after.record) THEN 'codes_ended' END
    ], NULL) LOOP
        PERFORM auth_inner.record('recovery', after.record ->> 'username', after.id, '', NULL, true,
            event || CASE WHEN proof.created_at IS NULL THEN '' ELSE auth_inner.with_code(after.id, proof.created_at) END);
        PERFORM auth_inner.tell(after.id, event);
    END LOOP;
    UPDATE auth_inner.code_try AS t SET state = NULL, verdict = jsonb_build_object('word', 'set') WHERE t.ticket = proven.ticket;
END
$$;
-- Registering an account at restricted computers, as `service/registration` of the program decides it.
--
-- Whether a name or an address is taken is told after the try was counted, in a transaction of its own: `auth.register` takes the user,
-- the first call of `auth.registered` after that decides, and the next one tells. A login has 20 registrations in an hour, and 1000
-- with those that are refused (R83).
--
-- Order of locks: `registration`, `hourly`, and then those of `common.sql`.

-- Whether a name has letters that could look like others: outside ASCII, and not only accents. They are compared at trusted computers.
CREATE OR REPLACE FUNCTION auth_inner.may_look_alike(name text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN octet_length(name) <> length(name) AND (
        SELECT bool_or(code > 127 AND NOT (code BETWEEN 768 AND 879 AND code <> 847))
        FROM string_to_table(normalize(name, NFD), NULL) AS letter, ascii(letter) AS code
    );
END
$$;

-- Who may register at restricted computers: `registration.mode`, or `closed` if that is to be done at a trusted one. There, mails prove
-- addresses, names outside ASCII are compared, and no user is to get permissions by registering.
CREATE OR REPLACE FUNCTION auth_inner.registration_here() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mode constant text := auth_inner.setting('registration.mode', 'listed');
    roles constant text[] := auth_inner.names(auth_inner.setting('registration.roles', ''));
    powers jsonb;
BEGIN
    IF mode NOT IN ('listed', 'approval', 'open') OR auth_inner.setting('registration.verify_email', 'false') <> 'false'
        OR mode = 'listed' AND NOT EXISTS (SELECT FROM auth_inner.email)
        OR NOT EXISTS (SELECT FROM auth_inner.head)
    THEN
        RETURN 'closed';
    END IF;
    powers := auth_inner.powers(roles);
    IF (powers -> 'admin')::boolean OR powers -> 'program' <> '0' OR powers -> 'named' <> '[]'
        OR EXISTS (SELECT FROM auth_inner.email AS e WHERE auth_inner.may_look_alike(e.email))
        OR EXISTS (SELECT FROM auth_inner.listed AS l
            -- As in the index: every computer asks for this after every change.
            WHERE (octet_length(l.username) <> length(l.username) OR octet_length(l.email) <> length(l.email))
                AND (auth_inner.may_look_alike(l.username) OR auth_inner.may_look_alike(l.email)))
    THEN
        RETURN 'closed';
    END IF;
    RETURN mode;
END
$$;

-- Whether a text is the key vault of a new user: a wrapped user key, and at most eight recovery codes.
CREATE OR REPLACE FUNCTION auth_inner.is_new_vault(vault text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts constant text[] := string_to_array(vault, ' ');
BEGIN
    RETURN length(vault) <= 8000 AND cardinality(parts) BETWEEN 2 AND 9
        AND starts_with(parts[1], 'key:') AND auth_inner.is_wrapped_key(substr(parts[1], 5))
        AND NOT EXISTS (
            SELECT FROM unnest(parts[2:]) AS part
            WHERE part !~ '^code:x1[.][A-Za-z0-9_-]{43}[.][A-Za-z0-9_-]{43}[.][A-Za-z0-9_-]{55,255}$'
                OR NOT auth_inner.is_base64url(split_part(part, '.', 2)) OR NOT auth_inner.is_base64url(split_part(part, '.', 3))
                OR NOT auth_inner.is_base64url(split_part(part, '.', 4))
        );
END
$$;

-- Takes a user who registers, and counts the try. `vault` has the user key and recovery codes, which the computer has made.
CREATE OR REPLACE FUNCTION auth.register(ticket bytea, id bytea, described jsonb, hash text, vault text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    request jsonb;
    holder text;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(id) IS DISTINCT FROM 16
        OR jsonb_typeof(described) IS DISTINCT FROM 'object' OR length(described::text) > 20000
        OR auth_inner.is_new_hash(hash) IS NOT TRUE OR auth_inner.is_new_vault(vault) IS NOT TRUE
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.registration_here() = 'closed' OR EXISTS (
        SELECT FROM jsonb_object_keys(described) AS key
        WHERE key NOT IN ('username', 'email', 'first_name', 'last_name', 'fields')
    ) OR NOT described ?& ARRAY['username', 'email', 'first_name', 'last_name', 'fields'] THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    request := jsonb_build_object(
        'username', auth_inner.checked_username(described -> 'username'),
        'email', auth_inner.checked_email(described -> 'email'),
        'first_name', auth_inner.checked_name(described -> 'first_name'),
        'last_name', auth_inner.checked_name(described -> 'last_name'),
        'fields', auth_inner.checked_fields('{}', described -> 'fields'),
        'id', encode(id, 'hex'), 'hash', hash, 'vault', vault);
    SELECT r.login INTO holder FROM auth_inner.registration AS r WHERE r.ticket = sha256(ticket);
    IF holder = session_user::text THEN
        -- The same once more, because the first reply was lost.
        RETURN;
    END IF;
    PERFORM auth_inner.count_hourly('registrations', 1000);
    INSERT INTO auth_inner.registration (ticket, login, xact, at, request)
        VALUES (sha256(ticket), session_user, pg_current_xact_id(), auth_inner.now(), request)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- What happens when a user with this address registers: `Registration::admits`. NULL if it is refused.
CREATE OR REPLACE FUNCTION auth_inner.admission(mode text, email text) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN EXISTS (SELECT FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(admission.email)) THEN 'comes'
        WHEN mode = 'listed' OR cardinality(of.domains) > 0
            AND substring(auth_inner.fold(admission.email) FROM '@([^@]*)$') <> ALL (of.domains) THEN NULL
        WHEN mode = 'approval' THEN 'waits'
        WHEN mode = 'open' THEN 'comes'
    END
    FROM (SELECT ARRAY(
        SELECT auth_inner.fold(domain) FROM unnest(auth_inner.names(auth_inner.setting('registration.domains', ''))) AS domain
    ) AS domains) AS of
$$;

-- Whether a user has this name or address. It reads as many rows whichever it is, because the server counts rows where every login
-- could see it.
CREATE OR REPLACE FUNCTION auth_inner.has_account(name text) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_name text;
    by_email text;
BEGIN
    SELECT a.name_key INTO by_name FROM auth_inner.account AS a
        WHERE a.name_key >= auth_inner.fold(name) ORDER BY a.name_key LIMIT 1;
    SELECT auth_inner.email_key(a.record) INTO by_email FROM auth_inner.account AS a
        WHERE auth_inner.email_key(a.record) COLLATE "C" >= auth_inner.fold(name)
        ORDER BY auth_inner.email_key(a.record) COLLATE "C" LIMIT 1;
    RETURN coalesce(by_name = auth_inner.fold(name), false) OR coalesce(by_email = auth_inner.fold(name), false);
END
$$;

-- Decides on a registration, as `decide` of the program: a word for why it is refused, or `create` or `without_email`, and whether the
-- user is to wait for approval. Who is to wait has another username than the address: otherwise, nothing could be created for an
-- address that has an account, and every computer sees what changes (R84).
CREATE OR REPLACE FUNCTION auth_inner.decide_registration(
    of auth_inner.registration, OUT decision text, OUT waits boolean
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mode constant text := auth_inner.registration_here();
    address constant text := of.request ->> 'email';
    name constant text := of.request ->> 'username';
    is_address constant boolean := auth_inner.fold(name) = auth_inner.fold(address);
    admission text;
    has_account boolean;
    has_signed boolean;
BEGIN
    IF mode = 'closed' OR EXISTS (
        SELECT FROM auth_inner.signature AS s WHERE octet_length(s.username) <> length(s.username)
            AND auth_inner.may_look_alike(s.username)
    ) THEN
        decision := 'closed';
        RETURN;
    ELSIF (
        SELECT count(*) FROM auth_inner.registration AS r
        WHERE r.login = of.login AND r.counts AND r.at > auth_inner.now() - 3600
    ) >= 20 THEN
        decision := 'too_many';
        RETURN;
    END IF;
    admission := auth_inner.admission(mode, address);
    waits := admission = 'waits';
    has_account := auth_inner.has_account(address);
    has_signed := EXISTS (
        SELECT FROM auth_inner.signature AS s WHERE auth_inner.fold(s.username) COLLATE "C" = auth_inner.fold(name)
    );
    decision := CASE
        WHEN admission IS NULL OR has_account AND NOT waits THEN 'email_not_accepted'
        WHEN waits AND (SELECT count(*) FROM auth_inner.listed AS l WHERE l.state = 0) >= 200 THEN 'too_many_waiting'
        WHEN is_address AND waits OR NOT is_address AND (
            name ~ '^[^@]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$'
            OR has_signed OR auth_inner.has_account(name)) THEN 'username_taken'
        -- A username that has signed and is the address tells no more than an account with the address (R84).
        WHEN has_signed THEN 'email_not_accepted'
        WHEN has_account THEN 'without_email'
        ELSE 'create'
    END;
END
$$;

-- Creates the account of a user who registers. `head` is locked.
CREATE OR REPLACE FUNCTION auth_inner.add_registered(
    of auth_inner.registration, head auth_inner.head, decision text, waits boolean
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    added auth_inner.account;
    address constant text := CASE WHEN decision = 'create' THEN of.request ->> 'email' END;
BEGIN
    added.id := decode(of.request ->> 'id', 'hex');
    IF EXISTS (SELECT FROM auth_inner.account AS a WHERE a.id = added.id)
        OR EXISTS (SELECT FROM auth_inner.event AS e WHERE added.id IN (e.who_id, e.whom_id))
        OR EXISTS (SELECT FROM auth_inner.signature AS s WHERE s.account = added.id)
    THEN
        -- Ids are random, and not used again.
        PERFORM auth_inner.refuse('AU005');
    END IF;
    added.name_key := auth_inner.fold(of.request ->> 'username');
    added.seq := head.seq + 1;
    added.record := json_build_object(
        'username', of.request -> 'username', 'email', address, 'first_name', of.request -> 'first_name',
        'last_name', of.request -> 'last_name', 'password', of.request -> 'hash',
        'roles', auth_inner.names(auth_inner.setting('registration.roles', '')),
        'disabled', false, 'times', '["", "", ""]'::json, 'pending', waits, 'picture', NULL, 'must_change_password', false,
        'session_epoch', 0, 'key_vault', of.request -> 'vault', 'fields', of.request -> 'fields'
    );
    IF auth_inner.is_damaged(added.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    INSERT INTO auth_inner.account (id, position, seq, name_key, record)
        SELECT added.id, coalesce(max(a.position), 0) + 1, added.seq, added.name_key, added.record FROM auth_inner.account AS a;
    -- One invitation makes one account (R65).
    DELETE FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(address);
    IF FOUND THEN
        UPDATE auth_inner.head SET emails_seq = added.seq;
    END IF;
END
$$;

-- Decides on a registration, does what follows, and returns the verdict. Only for what is made, other changes wait.
CREATE OR REPLACE FUNCTION auth_inner.judge_registration(of auth_inner.registration) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    decided record;
BEGIN
    decided := auth_inner.decide_registration(of);
    IF decided.decision IN ('create', 'without_email') THEN
        SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
        decided := auth_inner.decide_registration(of);
    END IF;
    IF decided.decision NOT IN ('create', 'without_email') THEN
        IF decided.decision = 'email_not_accepted' THEN
            PERFORM auth_inner.record('register', '', NULL, '', NULL, false, 'e-mail not accepted');
        END IF;
        RETURN jsonb_build_object('word', decided.decision);
    END IF;
    PERFORM auth_inner.add_registered(of, head, decided.decision, decided.waits);
    PERFORM auth_inner.next_revision(head.seq + 1);
    PERFORM auth_inner.record('register', of.request ->> 'username', decode(of.request ->> 'id', 'hex'), '', NULL, true,
        CASE WHEN decided.waits THEN 'waits for approval' ELSE '' END);
    -- From now on it counts for an hour.
    UPDATE auth_inner.registration AS r SET counts = true, at = auth_inner.now() WHERE r.ticket = of.ticket;
    RETURN jsonb_build_object('word', 'done', 'waits', decided.waits);
END
$$;

-- Returns what came of a registration, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.registered(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.registration;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT r.* INTO given FROM auth_inner.registration AS r WHERE r.ticket = asked AND r.login = session_user::text;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.verdict IS NOT NULL THEN
        PERFORM auth_inner.sweep();
        RETURN given.verdict;
    ELSIF given.at < auth_inner.now() - 600 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- It was committed, so it is in the log up to here; it is safe when this much is on the disk.
    written := coalesce(given.sealed, pg_current_wal_insert_lsn());
    IF pg_current_wal_flush_lsn() < written THEN
        UPDATE auth_inner.registration AS r SET sealed = written WHERE r.ticket = asked AND r.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT r.* INTO given FROM auth_inner.registration AS r WHERE r.ticket = asked AND r.verdict IS NULL FOR UPDATE;
    IF FOUND THEN
        said := auth_inner.judge_registration(given);
        UPDATE auth_inner.registration AS r SET verdict = said, request = NULL, xact = pg_current_xact_id() WHERE r.ticket = asked;
    END IF;
    RETURN jsonb_build_object('wait', 0);
END
$$;

-- Records registrations that were not asked about, for which no account was made, and removes what no longer counts.
CREATE OR REPLACE FUNCTION auth_inner.sweep_registrations() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    left_open auth_inner.registration;
BEGIN
    FOR left_open IN
        SELECT r.* FROM auth_inner.registration AS r WHERE r.verdict IS NULL AND r.at < moment - 600
        ORDER BY r.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        PERFORM auth_inner.record('register', '', NULL, '', NULL, false, 'ended');
        UPDATE auth_inner.registration AS r SET verdict = jsonb_build_object('word', 'closed'), request = NULL
            WHERE r.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.registration WHERE ticket = ANY (ARRAY(
        SELECT r.ticket FROM auth_inner.registration AS r
        WHERE r.verdict IS NOT NULL AND r.at < moment - 600 AND (NOT r.counts OR r.at < moment - 7200)
        ORDER BY r.at LIMIT 1000 FOR UPDATE SKIP LOCKED));
END
$$;
-- Every function of `auth` is one that restricted computers call, and none of `auth_inner` is.
REVOKE ALL ON SCHEMA auth FROM PUBLIC;
REVOKE ALL ON ALL ROUTINES IN SCHEMA auth FROM PUBLIC;
REVOKE ALL ON ALL ROUTINES IN SCHEMA auth_inner FROM PUBLIC;
DO $$
BEGIN
    IF to_regrole('auth_computer') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA auth TO auth_computer;
        GRANT EXECUTE ON ALL ROUTINES IN SCHEMA auth TO auth_computer;
    END IF;
END
$$;
COMMIT;
