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
-- recorded before. It locks the ends, so that computers which record at the same time count one after the other. What an
-- administrator has done with other users is counted by itself, with `changes`: so that many changes do not keep the administrator
-- from signing in.
CREATE OR REPLACE FUNCTION auth_inner.limit_records(account bytea, most bigint, changes boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM auth_inner.event_ends FOR UPDATE;
    IF auth_inner.now() - 3600 < (
        -- No account makes more records than these in an hour.
        SELECT e.at FROM (
            SELECT latest.at, latest.number, latest.kind, latest.is_done FROM auth_inner.event AS latest
            WHERE latest.who_id = account ORDER BY latest.number DESC LIMIT 2000 + most
        ) AS e
        WHERE (e.kind = 'people' AND e.is_done) = changes
        ORDER BY e.number DESC LIMIT 1 OFFSET most - 1
    ) THEN
        PERFORM auth_inner.refuse('AU008');
    END IF;
END
$$;
