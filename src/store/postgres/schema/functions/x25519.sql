-- X25519 (RFC 7748), with which a computer shows that it knows a recovery code without sending it: of the code, the server keeps the
-- public half of a key pair only.

-- Bytes as a number, the first the least.
CREATE OR REPLACE FUNCTION auth_inner.number_of(bytes bytea) RETURNS numeric
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

-- A number as 32 bytes.
CREATE OR REPLACE FUNCTION auth_inner.bytes_of(number numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    bytes bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR at IN 0 .. 31 LOOP
        bytes := set_byte(bytes, at, (number % 256)::integer);
        number := div(number, 256);
    END LOOP;
    RETURN bytes;
END
$$;

-- The point times the secret number: both are 32 bytes. How long it takes tells something of the number, so that each is for one
-- use only.
CREATE OR REPLACE FUNCTION auth_inner.x25519(secret bytea, point bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    prime constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    scalar constant bytea := set_byte(set_byte(secret, 0, get_byte(secret, 0) & 248), 31, get_byte(secret, 31) & 127 | 64);
    u constant numeric := auth_inner.number_of(set_byte(point, 31, get_byte(point, 31) & 127)) % prime;
    x2 numeric := 1;
    z2 numeric := 0;
    x3 numeric := u;
    z3 numeric := 1;
    a numeric;
    b numeric;
    aa numeric;
    bb numeric;
    da numeric;
    cb numeric;
    e numeric;
    is_one boolean;
    inverse numeric := 1;
BEGIN
    FOR at IN REVERSE 254 .. 0 LOOP
        is_one := get_bit(scalar, at) = 1;
        IF is_one THEN
            a := x3 + z3;
            b := x3 - z3 + prime;
            da := (x2 - z2 + prime) * a % prime;
            cb := (x2 + z2) * b % prime;
        ELSE
            a := x2 + z2;
            b := x2 - z2 + prime;
            da := (x3 - z3 + prime) * a % prime;
            cb := (x3 + z3) * b % prime;
        END IF;
        aa := a * a % prime;
        bb := b * b % prime;
        e := aa - bb + prime;
        a := (da + cb) * (da + cb) % prime;
        b := (da - cb) * (da - cb) % prime * u % prime;
        IF is_one THEN
            x2 := a;
            z2 := b;
            x3 := aa * bb % prime;
            z3 := e * (aa + 121665 * e) % prime;
        ELSE
            x3 := a;
            z3 := b;
            x2 := aa * bb % prime;
            z2 := e * (aa + 121665 * e) % prime;
        END IF;
    END LOOP;
    -- The inverse is the power of the prime less 2, of which two bits are 0.
    FOR at IN REVERSE 254 .. 0 LOOP
        inverse := inverse * inverse % prime;
        IF at NOT IN (2, 4) THEN
            inverse := inverse * z2 % prime;
        END IF;
    END LOOP;
    RETURN auth_inner.bytes_of(x2 * inverse % prime);
END
$$;
