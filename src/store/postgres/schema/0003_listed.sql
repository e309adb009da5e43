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
    times text,
    has_two_step boolean NOT NULL,
    -- What the attempts of the user are stored under, and the last sign-in that is noted there.
    attempts_name bytea NOT NULL CHECK (octet_length(attempts_name) = 32),
    last_sign_in bigint
);
CREATE INDEX listed_sort ON auth_inner.listed (sort, position);
CREATE INDEX listed_username ON auth_inner.listed (username, sort, position);
CREATE INDEX listed_email ON auth_inner.listed (email, sort, position);
CREATE INDEX listed_role_key ON auth_inner.listed (role_key, sort, position);
CREATE INDEX listed_has_two_step ON auth_inner.listed (has_two_step DESC, sort, position);
CREATE INDEX listed_last_sign_in ON auth_inner.listed (last_sign_in DESC NULLS LAST, sort, position);
CREATE INDEX listed_times ON auth_inner.listed (times) WHERE times IS NOT NULL;
CREATE INDEX listed_attempts ON auth_inner.listed (attempts_name);
CREATE INDEX listed_waiting ON auth_inner.listed (position) WHERE state = 0;
CREATE INDEX listed_not_ascii ON auth_inner.listed (id)
    WHERE octet_length(username) <> length(username) OR octet_length(email) <> length(email);
CREATE INDEX listed_administrators ON auth_inner.listed (id) WHERE 'admin' = ANY (roles);

-- Names that may be locked.
CREATE INDEX attempts_failed ON auth_inner.attempts (locked_for, failures) WHERE failures > 0;
