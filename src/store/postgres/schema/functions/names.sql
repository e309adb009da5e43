-- Lists of names in one line, as `name_list.rs` reads them.
CREATE OR REPLACE FUNCTION auth_inner.names(line text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    names text[] := '{}';
    name text := '';
    is_quoted boolean := false;
    at integer := 1;
    letter text;
BEGIN
    WHILE at <= length(line) LOOP
        letter := substr(line, at, 1);
        IF letter = '"' AND is_quoted AND substr(line, at + 1, 1) = '"' THEN
            name := name || letter;
            at := at + 1;
        ELSIF letter = '"' AND (is_quoted OR btrim(name) = '') THEN
            is_quoted := NOT is_quoted;
        ELSIF letter = ',' AND NOT is_quoted THEN
            names := names || btrim(name);
            name := '';
        ELSE
            name := name || letter;
        END IF;
        at := at + 1;
    END LOOP;
    RETURN array_remove(names || btrim(name), '');
END
$$;

-- Whether a list of roles, in which `*` stands for all users, includes one of these roles.
CREATE OR REPLACE FUNCTION auth_inner.includes(line text, roles json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT '*' = ANY (auth_inner.names(line)) OR EXISTS (
        SELECT FROM json_array_elements_text(roles) AS role WHERE role = ANY (auth_inner.names(line)))
$$;
