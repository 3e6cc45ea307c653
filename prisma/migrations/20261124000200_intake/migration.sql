-- The way in for citizens. Everything here runs as the app role, under row level security: no function is SECURITY DEFINER.

-- A poster's code is read before its commune is known. Who can name the code may see that one row, and nothing else:
-- a second policy beside the scope, for reading only, that needs the code in app.code.
CREATE POLICY "collection_point_door" ON "collection_point" FOR SELECT USING ("code" = nullif(current_setting('app.code', true), ''));

-- What the page behind a code needs, or null. The settings are put back when the function returns, so that a caller's scope stays;
-- by hand, since only a superuser may write SET app.… into a function, and the owner of a hosted database is none.
-- The wave is the open one that asks this instrument; with none, the one that closed last.
CREATE FUNCTION "point_by_code"("its_code" text) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    outer_commune text := coalesce(current_setting('app.commune', true), '');
    outer_units text := coalesce(current_setting('app.units', true), '');
    point record;
    answer jsonb;
BEGIN
    PERFORM set_config('app.code', its_code, true), set_config('app.commune', '', true), set_config('app.units', '', true);
    SELECT p.* INTO point FROM collection_point p WHERE p.code = its_code;
    PERFORM set_config('app.code', '', true), set_config('app.commune', coalesce(point.commune_id::text, ''), true);
    answer := (
        SELECT jsonb_build_object(
            'communeId', c.id, 'communeName', c.name, 'demo', c.demo,
            'unitId', u.id, 'unitName', u.name, 'code', point.code, 'instrument', point.instrument, 'mode', point.mode,
            'active', point.active, 'replaced', point.replaced_by IS NOT NULL,
            'villages', CASE WHEN point.instrument IN ('infrastructure', 'commune-life') THEN coalesce((
                SELECT jsonb_agg(jsonb_build_object('id', v.id, 'code', v.code, 'name', v.name) ORDER BY length(v.name), v.name)
                  FROM unit v
                 WHERE v.commune_id = c.id AND v.kind = 'village'
                   AND coalesce(v.valid_from, '-infinity') <= current_date AND coalesce(v.valid_to, 'infinity') >= current_date
            ), '[]') ELSE '[]' END,
            'wave', (
                SELECT jsonb_build_object(
                    'id', w.id, 'code', w.code, 'name', w.name, 'status', w.status,
                    'opensAt', (extract(epoch FROM w.opens_at) * 1000)::bigint, 'closesAt', (extract(epoch FROM w.closes_at) * 1000)::bigint,
                    'versionId', i.id, 'hash', i.hash)
                  FROM wave w
                  JOIN wave_instrument a ON a.commune_id = w.commune_id AND a.wave_id = w.id AND a.instrument = point.instrument
                  JOIN instrument_version i ON i.commune_id = a.commune_id AND i.id = a.instrument_version_id
                 WHERE w.commune_id = c.id
                 ORDER BY array_position(ARRAY['open', 'paused', 'closed', 'draft']::wave_status[], w.status), w.closes_at DESC NULLS LAST, w.code DESC
                 LIMIT 1))
          FROM commune c
          JOIN unit u ON u.commune_id = c.id AND u.id = point.unit_id
         WHERE c.id = point.commune_id);
    PERFORM set_config('app.commune', outer_commune, true), set_config('app.units', outer_units, true);
    RETURN answer;
END $$;

-- The frozen instrument of a commune, read once per process and hash.
CREATE FUNCTION "frozen_instrument"("its_commune" uuid, "its_version" uuid) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    outer_commune text := coalesce(current_setting('app.commune', true), '');
    outer_units text := coalesce(current_setting('app.units', true), '');
    answer jsonb;
BEGIN
    PERFORM set_config('app.commune', its_commune::text, true), set_config('app.units', '', true);
    answer := (SELECT i.content FROM instrument_version i WHERE i.commune_id = its_commune AND i.id = its_version);
    PERFORM set_config('app.commune', outer_commune, true), set_config('app.units', outer_units, true);
    RETURN answer;
END $$;

-- Stores a group of waiting submissions of one commune: one statement, one transaction, one commit. Answers, in the order of the rows,
-- 'new' (stored now), 'same' (was there with this content) or 'conflict' (was there with other content). A row:
--   { id, wave, unit, village?, version, mode, day, answers: [code | null], content, receipt, instrument,
--     comment_id, comment?, comment_content?, comment_receipt }   content and receipt keys in hex
-- The primary key decides, never a look before the insert. Rows go in by id, so that two groups cannot wait for each other in a ring.
-- Of equal ids in one group the first is stored. The second query sees what another transaction has committed meanwhile.
CREATE FUNCTION "submit_responses"("its_commune" uuid, "its_rows" jsonb) RETURNS text[]
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    outer_commune text := coalesce(current_setting('app.commune', true), '');
    outer_units text := coalesce(current_setting('app.units', true), '');
    fresh uuid[];
    answer text[];
BEGIN
    PERFORM set_config('app.commune', its_commune::text, true), set_config('app.units', '', true);

    WITH stored AS (
        INSERT INTO response (commune_id, id, wave_id, unit_id, village_id, instrument_version_id, mode, day, answers, content_hash, receipt_key)
        SELECT its_commune, r.id, r.wave, r.unit, r.village, r.version, r.mode, r.day, r.answers, decode(r.content, 'hex'), decode(r.receipt, 'hex')
          FROM ROWS FROM (jsonb_to_recordset(its_rows) AS (
                   id uuid, wave uuid, unit uuid, village uuid, version uuid, mode collection_mode, day date, answers smallint[], content text, receipt text))
               WITH ORDINALITY AS r(id, wave, unit, village, version, mode, day, answers, content, receipt, n)
         ORDER BY r.id, r.n
            ON CONFLICT DO NOTHING
     RETURNING id)
    SELECT coalesce(array_agg(stored.id), '{}') INTO fresh FROM stored;

    IF jsonb_path_exists(its_rows, '$[*].comment') AND cardinality(fresh) > 0 THEN
        INSERT INTO comment (commune_id, id, wave_id, unit_id, instrument, text, content_hash, receipt_key)
        SELECT its_commune, f.comment_id, f.wave, f.unit, f.instrument, f.comment, decode(f.comment_content, 'hex'), decode(f.comment_receipt, 'hex')
          FROM (SELECT DISTINCT ON (r.id) r.*
                  FROM ROWS FROM (jsonb_to_recordset(its_rows) AS (
                           id uuid, wave uuid, unit uuid, instrument text, comment_id uuid, comment text, comment_content text, comment_receipt text))
                       WITH ORDINALITY AS r(id, wave, unit, instrument, comment_id, comment, comment_content, comment_receipt, n)
                 WHERE r.id = ANY (fresh)
                 ORDER BY r.id, r.n) f
         WHERE f.comment IS NOT NULL
         ORDER BY f.comment_id
            ON CONFLICT DO NOTHING;
    END IF;

    IF cardinality(fresh) = jsonb_array_length(its_rows) THEN
        answer := array_fill('new'::text, ARRAY[cardinality(fresh)]);
    ELSE answer := (
        SELECT array_agg(CASE
                   WHEN r.id = ANY (fresh) AND r.place = 1 THEN 'new'
                   WHEN s.content_hash = decode(r.content, 'hex') AND k.content_hash IS NOT DISTINCT FROM decode(r.comment_content, 'hex') THEN 'same'
                   ELSE 'conflict' END ORDER BY r.n)
          FROM (SELECT given.*, row_number() OVER (PARTITION BY given.id ORDER BY given.n) AS place
                  FROM ROWS FROM (jsonb_to_recordset(its_rows) AS (id uuid, content text, comment_id uuid, comment_content text))
                       WITH ORDINALITY AS given(id, content, comment_id, comment_content, n)) r
          LEFT JOIN response s ON s.commune_id = its_commune AND s.id = r.id
          LEFT JOIN comment k ON k.commune_id = its_commune AND k.id = r.comment_id);
    END IF;
    PERFORM set_config('app.commune', outer_commune, true), set_config('app.units', outer_units, true);
    RETURN answer;
END $$;

-- Whether a unit holds a response with this receipt key.
CREATE FUNCTION "has_receipt"("its_commune" uuid, "its_unit" uuid, "its_key" bytea) RETURNS boolean
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    outer_commune text := coalesce(current_setting('app.commune', true), '');
    outer_units text := coalesce(current_setting('app.units', true), '');
    answer boolean;
BEGIN
    PERFORM set_config('app.commune', its_commune::text, true), set_config('app.units', '', true);
    answer := EXISTS (SELECT FROM response r WHERE r.commune_id = its_commune AND r.receipt_key = its_key AND r.unit_id = its_unit);
    PERFORM set_config('app.commune', outer_commune, true), set_config('app.units', outer_units, true);
    RETURN answer;
END $$;

REVOKE ALL ON FUNCTION "point_by_code"(text), "frozen_instrument"(uuid, uuid), "submit_responses"(uuid, jsonb), "has_receipt"(uuid, uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "point_by_code"(text), "frozen_instrument"(uuid, uuid), "submit_responses"(uuid, jsonb), "has_receipt"(uuid, uuid, bytea) TO "dan_cham_app";
