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
    -- The digest of the hash that was offered; NULL of a wrong password that was entered in an outage.
    answer bytea CHECK (octet_length(answer) = 32),
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
