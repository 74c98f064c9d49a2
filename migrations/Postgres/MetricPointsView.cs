namespace Platform.Migrations.Postgres;

/// <summary>
/// The view <c>metric_points</c>, for people with psql: a row a point, whether in chunks or still open. The functions read
/// what <c>PointCodec</c> and <c>EntryBlob</c> of the tracker write.
/// </summary>
static class MetricPointsView
{
    public const string Create =
        """
        CREATE FUNCTION stored_bits(bytes bytea, place integer, width integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        DECLARE bits bigint := 0;
        BEGIN
            FOR i IN REVERSE width - 1 .. 0 LOOP bits := (bits << 8) | get_byte(bytes, place + i); END LOOP;
            RETURN bits;
        END $$;

        CREATE FUNCTION stored_integer(bytes bytea, place integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
            SELECT ((stored_bits(bytes, place, 4) << 32) >> 32)::integer $$;

        -- IEEE 754 by its parts: PostgreSQL has no cast from bytes to a number
        CREATE FUNCTION stored_number(bytes bytea, place integer, width integer) RETURNS double precision LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        DECLARE
            bits bigint := stored_bits(bytes, place, width);
            digits integer := CASE width WHEN 4 THEN 23 ELSE 52 END;
            bias integer := CASE width WHEN 4 THEN 127 ELSE 1023 END;
            exponent integer := (bits >> digits) & (2 * bias + 1);
            fraction double precision := (bits & ((1::bigint << digits) - 1)) / power(2::double precision, digits);
            number double precision;
        BEGIN
            IF exponent = 2 * bias + 1 THEN
                number := CASE WHEN fraction = 0 THEN 'Infinity' ELSE 'NaN' END;
            ELSIF exponent = 0 THEN
                number := fraction * power(2::double precision, 1 - bias);
            ELSE
                number := (1 + fraction) * power(2::double precision, exponent - bias);
            END IF;
            RETURN CASE WHEN (bits >> (width * 8 - 1)) & 1 = 1 THEN -number ELSE number END;
        END $$;

        CREATE FUNCTION stored_iterations(bytes bytea, OUT iterations integer[], OUT next integer) LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        DECLARE
            rows integer := stored_integer(bytes, 1);
            iteration bigint := stored_integer(bytes, 5);
            step integer := stored_integer(bytes, 9);
            difference bigint; shift integer; part integer;
        BEGIN
            next := 13;
            iterations := '{}';
            FOR i IN 1 .. rows LOOP
                IF i > 1 AND get_byte(bytes, 0) = 0 THEN
                    iteration := iteration + step;
                ELSIF i > 1 THEN
                    difference := 0; shift := 0;
                    LOOP
                        part := get_byte(bytes, next);
                        next := next + 1;
                        difference := difference | ((part & 127)::bigint << shift);
                        shift := shift + 7;
                        EXIT WHEN part < 128;
                    END LOOP;
                    iteration := iteration + ((difference >> 1) # -(difference & 1));
                END IF;
                iterations := iterations || iteration::integer;
            END LOOP;
        END $$;

        CREATE FUNCTION chunk_points(bytes bytea) RETURNS TABLE (iteration integer, value double precision) LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        DECLARE head record; width integer;
        BEGIN
            SELECT * INTO head FROM stored_iterations(bytes);
            width := CASE get_byte(bytes, head.next) WHEN 0 THEN 4 ELSE 8 END;
            FOR i IN 1 .. cardinality(head.iterations) LOOP
                iteration := head.iterations[i];
                value := stored_number(bytes, head.next + 1 + (i - 1) * width, width);
                RETURN NEXT;
            END LOOP;
        END $$;

        CREATE FUNCTION entry_points(bytes bytea) RETURNS TABLE (name text, iteration integer, value double precision) LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        DECLARE head record; place integer; size integer; mask integer; width integer; rows integer;
        BEGIN
            SELECT * INTO head FROM stored_iterations(bytes);
            rows := cardinality(head.iterations);
            place := head.next;
            WHILE place < length(bytes) LOOP
                size := get_byte(bytes, place) | (get_byte(bytes, place + 1) << 8);
                name := convert_from(substring(bytes FROM place + 3 FOR size), 'UTF8');
                place := place + 2 + size;
                mask := CASE get_byte(bytes, place) WHEN 1 THEN place + 1 END;
                place := place + 1 + CASE WHEN mask IS NULL THEN 0 ELSE (rows + 7) / 8 END;
                width := CASE get_byte(bytes, place) WHEN 0 THEN 4 ELSE 8 END;
                place := place + 1;
                FOR i IN 0 .. rows - 1 LOOP
                    CONTINUE WHEN mask IS NOT NULL AND (get_byte(bytes, mask + i / 8) >> (i % 8)) & 1 = 0;
                    iteration := head.iterations[i + 1];
                    value := stored_number(bytes, place, width);
                    place := place + width;
                    RETURN NEXT;
                END LOOP;
            END LOOP;
        END $$;

        CREATE VIEW metric_points AS
            SELECT c.run_id, c.name, c.attempt, p.iteration, p.value FROM metric_chunks c, LATERAL chunk_points(c.points) p
            UNION ALL
            SELECT o.run_id, p.name, o.attempt, p.iteration, p.value FROM open_points o, LATERAL entry_points(o.points) p;
        """;

    public const string Drop =
        """
        DROP VIEW metric_points;
        DROP FUNCTION entry_points, chunk_points, stored_iterations, stored_number, stored_integer, stored_bits;
        """;
}
