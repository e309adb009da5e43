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
