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
