-- Signatures at restricted computers: `service/signatures` of the program. The computer opens the key of the user with the password
-- and signs. The server lets one signature be added for each right answer to the question for the password, and adds only one that
-- the program verifies: what is signed must be what the account, the chain and the clock of the server say.

-- Whether a text has a character that does not show: `is_hidden` of `statement.rs`.
CREATE OR REPLACE FUNCTION auth_inner.has_hidden(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.has_invisible(translate(words, chr(8204) || chr(8205), '')) OR coalesce(bool_or(
        code IN (173, 847, 6068, 6069, 10240, 12644, 65440) OR code BETWEEN 4447 AND 4448 OR code BETWEEN 6155 AND 6159
        OR code BETWEEN 8298 AND 8303 OR code BETWEEN 65024 AND 65039 OR code BETWEEN 119155 AND 119162
        OR code BETWEEN 917760 AND 917999
    ), false)
    FROM string_to_table(words, NULL) AS letter, ascii(letter) AS code
$$;

-- Whether words are as the program writes them: composed, with single spaces between them, and at most this many.
CREATE OR REPLACE FUNCTION auth_inner.are_words(words text, most integer) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT length(words) BETWEEN 1 AND most AND NOT auth_inner.has_hidden(words)
        AND words = normalize(words, NFC)
        -- Spaces are the only white space, and there is one between two words.
        AND auth_inner.without_spaces(words) = replace(words, ' ', '')
        AND strpos(' ' || words || ' ', '  ') = 0
$$;

-- The values of the lines that are signed; NULL if they are not those of a signature.
CREATE OR REPLACE FUNCTION auth_inner.signed_values(signed text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    names constant text[] := ARRAY[
        'number', 'previous', 'account', 'username', 'name', 'time', 'meaning', 'text', 'content', 'key'];
    lines constant text[] := string_to_array(signed, chr(10));
    line_values text[] := '{}';
BEGIN
    IF cardinality(lines) <> 11 OR lines[1] <> 'egui-authenticator signature 1' THEN
        RETURN NULL;
    END IF;
    FOR n IN 1 .. 10 LOOP
        IF NOT starts_with(lines[n + 1], names[n] || ': ') THEN
            RETURN NULL;
        END IF;
        line_values := line_values || substr(lines[n + 1], length(names[n]) + 3);
    END LOOP;
    RETURN line_values;
END
$$;

-- The seconds of a local time with its offset, such as `2026-09-24T09:30:00-02:30`; NULL if it is none in this form.
CREATE OR REPLACE FUNCTION auth_inner.signed_at(local_time text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts constant text[] := regexp_match(local_time,
        '^(20[0-9]{2})-([01][0-9])-([0-3][0-9])T([0-2][0-9]):([0-5][0-9]):([0-5][0-9])([+-])(0[0-9]|1[0-5]):([0-5][0-9])$');
    offset_minutes integer := parts[8]::integer * 60 + parts[9]::integer;
BEGIN
    IF parts IS NULL OR parts[7] = '-' AND offset_minutes = 0 OR parts[4]::integer > 23 THEN
        RETURN NULL;
    END IF;
    IF parts[7] = '-' THEN
        offset_minutes := -offset_minutes;
    END IF;
    RETURN extract(epoch FROM make_timestamp(parts[1]::integer, parts[2]::integer, parts[3]::integer, parts[4]::integer,
        parts[5]::integer, parts[6]::integer))::bigint - offset_minutes * 60;
EXCEPTION WHEN datetime_field_overflow THEN
    RETURN NULL;
END
$$;

-- The seconds of the last signature; 0 if there is none, or it was changed since.
CREATE OR REPLACE FUNCTION auth_inner.last_signed() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(min(auth_inner.signed_at((auth_inner.signed_values(last.text))[6])), 0)
    FROM (SELECT s.text FROM auth_inner.signature AS s ORDER BY s.number DESC LIMIT 1) AS last
$$;

-- The session of a user who has just given the right answer with this ticket, and has not signed with it yet. It locks the answer.
CREATE OR REPLACE FUNCTION auth_inner.signer(session bytea, proof bytea) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own auth_inner.account := auth_inner.own_account_now(session);
BEGIN
    PERFORM FROM auth_inner.guess AS g
    WHERE g.ticket = sha256(proof) AND g.login = session_user::text AND g.for_session = sha256(signer.session)
        AND g.verdict ->> 'word' = 'right' AND g.at > auth_inner.now() - 120 AND NOT g.has_signed
        AND g.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()
    FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    IF own.record ->> 'must_change_password' = 'true' THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    RETURN own;
END
$$;

-- Whether a user may sign: `Signatures::signer` of the program. A refusal is recorded.
CREATE OR REPLACE FUNCTION auth_inner.may_sign(own auth_inner.account) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF auth_inner.includes(auth_inner.setting('signatures.allowed_for', ''), own.record -> 'roles') AND NOT EXISTS (
        SELECT FROM auth_inner.signature AS s WHERE auth_inner.fold(s.username) COLLATE "C" = own.name_key AND s.account <> own.id
    ) THEN
        RETURN true;
    END IF;
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record('signature', own.record ->> 'username', own.id, '', NULL, false, 'not allowed');
    RETURN false;
END
$$;

-- Returns what a user needs to sign: the own key, the end of the chain, and the time. It needs the answer to the question for the
-- password, because the key is sealed with the password, which could be tried on it elsewhere.
CREATE OR REPLACE FUNCTION auth.signing(session bytea, proof bytea)
RETURNS TABLE (public bytea, secret text, number bigint, link bytea, at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(proof) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := auth_inner.signer(session, proof);
    IF NOT auth_inner.may_sign(own) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT k.public, k.secret, e.number, e.link, greatest(auth_inner.now(), auth_inner.last_signed())
        FROM auth_inner.signature_end AS e LEFT JOIN auth_inner.signing_key AS k ON k.account = own.id;
END
$$;

-- Whether lines are what this user signs now, as the next one of the chain, with this key.
CREATE OR REPLACE FUNCTION auth_inner.is_own_text(
    own auth_inner.account, signed text, chain auth_inner.signature_end, public bytea
) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts constant text[] := auth_inner.signed_values(signed);
    at constant bigint := auth_inner.signed_at(parts[6]);
    before constant bigint := auth_inner.last_signed();
    moment constant bigint := auth_inner.now();
BEGIN
    RETURN coalesce(
        parts[1] = (chain.number + 1)::text
        AND parts[2] = encode(chain.link, 'hex')
        AND parts[3] = encode(own.id, 'hex')
        AND parts[4] = own.record ->> 'username' AND NOT auth_inner.has_hidden(parts[4])
        AND parts[5] = auth_inner.display_name(own.record) AND NOT auth_inner.has_hidden(parts[5])
        -- The time is that of the server, a moment ago, and no signature is dated before the one before it.
        AND at >= before AND at BETWEEN moment - 120 AND greatest(moment + 5, before)
        AND (parts[7] IN ('reviewed', 'approved', 'responsible')
            OR starts_with(parts[7], 'other: ') AND auth_inner.are_words(substr(parts[7], 8), 100))
        AND auth_inner.are_words(parts[8], 500)
        AND parts[9] ~ '^sha256:[0-9a-f]{64}$'
        AND parts[10] = encode(public, 'hex'), false);
END
$$;

-- The link that a signature adds to the chain: `Signature::point`.
CREATE OR REPLACE FUNCTION auth_inner.signature_link(signed text, bytes bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(convert_to('egui-authenticator link of a signature', 'UTF8') || decode('00', 'hex')
        || auth_inner.part(signed) || auth_inner.part(bytes))
$$;

-- Adds a signature of the owner of a session, and stores the key with which it was made, all of it or nothing. `replaces` is the
-- public half of the key that was stored before.
CREATE OR REPLACE FUNCTION auth.sign(
    session bytea, proof bytea, replaces bytea, public bytea, secret text, signed text, bytes bytea
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    own auth_inner.account;
    chain auth_inner.signature_end;
    stored bytea;
    next_link bytea := auth_inner.signature_link(signed, bytes);
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(proof) IS DISTINCT FROM 32 OR octet_length(public) IS DISTINCT FROM 32
        OR octet_length(bytes) IS DISTINCT FROM 64 OR octet_length(signed) IS NULL OR octet_length(signed) > 8000
        OR auth_inner.is_wrapped_key(secret) IS NOT TRUE
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := auth_inner.signer(session, proof);
    IF NOT auth_inner.may_sign(own) THEN
        RETURN jsonb_build_object('word', 'not_allowed');
    END IF;
    -- Before the end of the chain is locked: it takes the longest, and is done once for each password.
    IF NOT auth_inner.is_signed(
        public, convert_to('egui-authenticator signature', 'UTF8') || decode('00', 'hex') || convert_to(signed, 'UTF8'), bytes)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- No other computer can sign until the end of this transaction.
    SELECT * INTO chain FROM auth_inner.signature_end FOR UPDATE;
    SELECT k.public INTO stored FROM auth_inner.signing_key AS k WHERE k.account = own.id FOR UPDATE;
    IF stored IS DISTINCT FROM replaces THEN
        RETURN jsonb_build_object('word', 'other_key');
    ELSIF NOT starts_with(signed, 'egui-authenticator signature 1' || chr(10) || 'number: ' || (chain.number + 1) || chr(10)
        || 'previous: ' || encode(chain.link, 'hex') || chr(10))
    THEN
        RETURN jsonb_build_object('word', 'moved');
    END IF;
    -- A key that was replaced does not come back.
    IF NOT auth_inner.is_own_text(own, signed, chain, public)
        OR stored IS DISTINCT FROM public AND EXISTS (
            SELECT FROM auth_inner.signature AS s
            WHERE s.account = own.id AND right(s.text, 69) = 'key: ' || encode(public, 'hex'))
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- So that a computer that knows a password fills neither the table nor the log.
    PERFORM auth_inner.limit_records(own.id, 120);
    UPDATE auth_inner.guess AS g SET has_signed = true WHERE g.ticket = sha256(proof);
    INSERT INTO auth_inner.signature (number, account, username, text, bytes, link)
    VALUES (chain.number + 1, own.id, own.record ->> 'username', signed, bytes, next_link);
    UPDATE auth_inner.signature_end SET number = chain.number + 1, link = next_link;
    INSERT INTO auth_inner.signing_key AS k (account, public, secret) VALUES (own.id, public, secret)
    ON CONFLICT (account) DO UPDATE SET public = excluded.public, secret = excluded.secret;
    IF stored IS DISTINCT FROM public THEN
        PERFORM auth_inner.record('signature', own.record ->> 'username', own.id, '', NULL, true, 'signing key made');
    END IF;
    PERFORM auth_inner.record('signature', own.record ->> 'username', own.id, '', NULL, true,
        'signature ' || (chain.number + 1) || ', link ' || encode(next_link, 'hex'));
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Returns signatures, the latest first, and the end of their chain: the own ones, or everyone's for a user who may see the activity.
-- For others, there is not even the row with the end, and the refusal is recorded.
CREATE OR REPLACE FUNCTION auth.signatures(session bytea, of_account bytea, before bigint, lim integer)
RETURNS TABLE (
    number bigint, account bytea, username text, signed text, bytes bytea, link bytea, end_number bigint, end_link bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 1000 OR octet_length(of_account) <> 16 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := auth_inner.own_account_now(session);
    IF own.record ->> 'must_change_password' = 'true' THEN
        PERFORM auth_inner.refuse('AU002');
    ELSIF of_account IS DISTINCT FROM own.id AND (auth_inner.administrator(session, 2, false)).refusal IS NOT NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT found.number, found.account, found.username, found.text, found.bytes, found.link, e.number, e.link
        FROM auth_inner.signature_end AS e LEFT JOIN (
            SELECT s.* FROM auth_inner.signature AS s
            WHERE (of_account IS NULL OR s.account = of_account)
                AND (signatures.before IS NULL OR s.number < signatures.before)
            ORDER BY s.number DESC LIMIT lim
        ) AS found ON true
        ORDER BY found.number DESC;
END
$$;
