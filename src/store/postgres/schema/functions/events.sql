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
