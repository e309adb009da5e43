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
    UPDATE auth_inner.guess AS g SET for_approval = answered.for_approval WHERE g.ticket = id AND answered.for_approval;
END
$$;
