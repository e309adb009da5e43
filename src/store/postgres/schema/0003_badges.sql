-- Badges of restricted computers. Neither a number nor the secret of the computer, without which none can be tried, is here.
CREATE TABLE auth_inner.badge (
    login text COLLATE "C" NOT NULL,
    -- The digest of what the computer derives from the number and its secret.
    proof bytea NOT NULL CHECK (octet_length(proof) = 32),
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    -- The digest of the credentials of the account when its owner has set the badge. With others the badge only names its user, and
    -- so does one that another user has set.
    own bytea CHECK (octet_length(own) = 32),
    -- The start of the computer at the last full sign-in, if it can tell.
    boot bytea CHECK (octet_length(boot) = 32),
    -- When the user last signed in fully. Without it, the badge only names its user.
    full_at bigint,
    -- When the badge was last used, and when it was set.
    seen_at bigint NOT NULL,
    set_at bigint NOT NULL,
    -- When the number was last shown to another user. Only a password that was entered later makes the badge unlock again.
    shown_at bigint,
    PRIMARY KEY (login, proof)
);
CREATE UNIQUE INDEX badge_of ON auth_inner.badge (login, account);
CREATE INDEX badge_of_account ON auth_inner.badge (account);
CREATE INDEX badge_of_credential ON auth_inner.badge (own);

-- Badges that were scanned, each counted before it was looked at.
CREATE TABLE auth_inner.badge_try (
    -- The digest of what the computer has chosen, which becomes the token of the session.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The transaction that wrote the row last. Nothing is told before its end.
    xact xid8 NOT NULL,
    at bigint NOT NULL,
    -- No verdict before this time, because many attempts have failed.
    not_before bigint NOT NULL,
    -- What for: `sign_in`, `unlock`, `note`, `set`, or `give` to another user.
    purpose text NOT NULL,
    proof bytea NOT NULL CHECK (octet_length(proof) = 32),
    boot bytea,
    -- The id of the session in which it was scanned.
    for_session bytea,
    -- The account to which it is given.
    whom bytea CHECK (octet_length(whom) = 16),
    -- The row is on the disk when the log of the server is up to here.
    sealed pg_lsn,
    verdict jsonb
);
CREATE INDEX badge_try_at ON auth_inner.badge_try (at);
CREATE INDEX badge_try_open ON auth_inner.badge_try (at) WHERE verdict IS NULL;
