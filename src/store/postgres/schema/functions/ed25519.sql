-- Ed25519 (RFC 8032), only to verify: a signature that does not verify would break the chain for good. It accepts at most what
-- `verify_strict` of the program accepts. Nothing here is secret, so that it need not take the same time for all values.

-- A number from bytes, the lowest first.
CREATE OR REPLACE FUNCTION auth_inner.le_number(bytes bytea) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    number numeric := 0;
BEGIN
    FOR at IN REVERSE octet_length(bytes) - 1 .. 0 LOOP
        number := number * 256 + get_byte(bytes, at);
    END LOOP;
    RETURN number;
END
$$;

-- The 32 bytes of a number, the lowest first.
CREATE OR REPLACE FUNCTION auth_inner.le_bytes(number numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    bytes bytea := decode(repeat('00', 32), 'hex');
    left_over numeric := number;
BEGIN
    FOR at IN 0 .. 31 LOOP
        bytes := set_byte(bytes, at, (left_over % 256)::integer);
        left_over := div(left_over, 256);
    END LOOP;
    RETURN bytes;
END
$$;

-- The bits of a number, the highest first.
CREATE OR REPLACE FUNCTION auth_inner.number_bits(number numeric) RETURNS bit varying
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    digits text := '';
    left_over numeric := number;
BEGIN
    FOR n IN 1 .. 32 LOOP
        digits := lpad(to_hex((left_over % 256)::integer), 2, '0') || digits;
        left_over := div(left_over, 256);
    END LOOP;
    RETURN ('x' || digits)::bit(256);
END
$$;

-- A power modulo 2^255 - 19.
CREATE OR REPLACE FUNCTION auth_inner.field_power(base numeric, exponent numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    result numeric := 1;
    square numeric := base;
    left_over numeric := exponent;
BEGIN
    WHILE left_over > 0 LOOP
        IF left_over % 2 = 1 THEN
            result := result * square % p;
        END IF;
        square := square * square % p;
        left_over := div(left_over, 2);
    END LOOP;
    RETURN result;
END
$$;

-- A point (X, Y, Z, T) from its encoding; NULL if it is none, or is not encoded in the only right way.
CREATE OR REPLACE FUNCTION auth_inner.curve_point(encoded bytea) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    d constant numeric := 37095705934669439343138083508754565189542113879843219016388785533085940283555;
    root_of_minus_one constant numeric := 19681161376707505956807079304988542015446066515923890162744021073123829784752;
    is_odd integer := get_byte(encoded, 31) >> 7;
    y numeric := auth_inner.le_number(set_byte(encoded, 31, get_byte(encoded, 31) & 127));
    u numeric := (y * y + p - 1) % p;
    v numeric := (d * (y * y % p) + 1) % p;
    cube numeric := v * v % p * v % p;
    x numeric;
    check_value numeric;
BEGIN
    IF y >= p THEN
        RETURN NULL;
    END IF;
    x := u * cube % p * auth_inner.field_power(u * cube % p * cube % p * v % p, div(p - 5, 8)) % p;
    check_value := v * (x * x % p) % p;
    IF check_value <> u THEN
        IF check_value <> (p - u) % p THEN
            RETURN NULL;
        END IF;
        x := x * root_of_minus_one % p;
    END IF;
    IF x = 0 AND is_odd = 1 THEN
        RETURN NULL;
    ELSIF x % 2 <> is_odd THEN
        x := p - x;
    END IF;
    RETURN ARRAY[x, y, 1, x * y % p];
END
$$;

-- The sum of two points.
CREATE OR REPLACE FUNCTION auth_inner.curve_sum(a numeric[], b numeric[]) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    twice_d constant numeric := 16295367250680780974490674513165176452449235426866156013048779062215315747161;
    low numeric := (a[2] - a[1] + p) * (b[2] - b[1] + p) % p;
    high numeric := (a[2] + a[1]) * (b[2] + b[1]) % p;
    c numeric := a[4] * b[4] % p * twice_d % p;
    z numeric := 2 * a[3] * b[3] % p;
    e numeric := high - low + p;
    f numeric := z - c + p;
    g numeric := z + c;
    h numeric := high + low;
BEGIN
    RETURN ARRAY[e * f % p, g * h % p, f * g % p, e * h % p];
END
$$;

-- Whether a point has a small order: its eightfold is the neutral one.
CREATE OR REPLACE FUNCTION auth_inner.has_small_order(point numeric[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    eightfold numeric[] := point;
BEGIN
    FOR n IN 1 .. 3 LOOP
        eightfold := auth_inner.curve_sum(eightfold, eightfold);
    END LOOP;
    RETURN eightfold[1] = 0 AND eightfold[2] = eightfold[3];
END
$$;

-- Whether the signature of a message is right under this public key.
CREATE OR REPLACE FUNCTION auth_inner.is_signed(public bytea, message bytea, signature bytea) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    l constant numeric := 7237005577332262213973186563042994240857116359379907606001950938285454250989;
    base constant numeric[] := ARRAY[
        15112221349535400772501151409588531511454012693041857206046113283949847762202,
        46316835694926478169428394003475163141307993866256225615783033603165251855960, 1,
        46827403850823179245072216630277197565144205554125654976674165829533817101731];
    key numeric[];
    s numeric;
    h numeric;
    negative numeric[];
    joined numeric[];
    point numeric[] := ARRAY[0, 1, 1, 0];
    s_bits bit(256);
    h_bits bit(256);
    inverse numeric;
    encoded bytea;
BEGIN
    IF octet_length(public) <> 32 OR octet_length(signature) <> 64 THEN
        RETURN false;
    END IF;
    key := auth_inner.curve_point(public);
    s := auth_inner.le_number(substr(signature, 33));
    IF key IS NULL OR s >= l OR auth_inner.has_small_order(key) THEN
        RETURN false;
    END IF;
    h := auth_inner.le_number(sha512(substr(signature, 1, 32) || public || message)) % l;
    negative := ARRAY[(p - key[1]) % p, key[2], key[3], (p - key[4]) % p];
    joined := auth_inner.curve_sum(base, negative);
    s_bits := auth_inner.number_bits(s);
    h_bits := auth_inner.number_bits(h);
    -- s times the base point without h times the key, in one pass.
    FOR at IN 0 .. 255 LOOP
        CONTINUE WHEN at < 3;
        point := auth_inner.curve_sum(point, point);
        IF get_bit(s_bits, at) = 1 THEN
            point := auth_inner.curve_sum(point, CASE get_bit(h_bits, at) WHEN 1 THEN joined ELSE base END);
        ELSIF get_bit(h_bits, at) = 1 THEN
            point := auth_inner.curve_sum(point, negative);
        END IF;
    END LOOP;
    IF auth_inner.has_small_order(point) THEN
        RETURN false;
    END IF;
    inverse := auth_inner.field_power(point[3], p - 2);
    encoded := auth_inner.le_bytes(point[2] * inverse % p);
    encoded := set_byte(encoded, 31, get_byte(encoded, 31) | ((point[1] * inverse % p % 2)::integer << 7));
    RETURN encoded = substr(signature, 1, 32);
END
$$;
