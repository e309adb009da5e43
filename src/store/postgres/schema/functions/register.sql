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
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
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
    written := auth_inner.unsafe_up_to(given.sealed);
    IF written IS NOT NULL THEN
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
