import type { Migration } from './migration.ts';

export const custodyOfAnswers: Migration = {
  name: '0010-custody-of-answers',
  sql: `
-- By which the file of keys is known again; the keys are never in the database. has_all_hashes: no response
-- without a record hash is taken any more for one that was stored before there were any.
CREATE TABLE known_keys (
  place integer NOT NULL PRIMARY KEY CHECK (place = 1),
  fingerprint text COLLATE "C" NOT NULL CHECK (fingerprint <> ''),
  has_all_hashes boolean NOT NULL
);

ALTER TABLE responses ADD COLUMN record_hash text COLLATE "C" CHECK (record_hash <> '');
CREATE INDEX responses_without_record_hash ON responses (wave, id) WHERE record_hash IS NULL;

-- From then on nobody has the platform take a row that is put in for one of before, and give it its hashes.
CREATE TRIGGER known_keys_have_all_hashes BEFORE UPDATE ON known_keys
FOR EACH ROW WHEN (OLD.has_all_hashes AND NOT NEW.has_all_hashes)
EXECUTE FUNCTION refuse('what has all hashes keeps them');
CREATE TRIGGER known_keys_are_not_removed BEFORE DELETE ON known_keys
FOR EACH ROW EXECUTE FUNCTION refuse('what is known of the keys is never removed');
CREATE TRIGGER known_keys_are_not_emptied BEFORE TRUNCATE ON known_keys
FOR EACH STATEMENT EXECUTE FUNCTION refuse('what is known of the keys is never removed');

CREATE FUNCTION refuse_response_without_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM known_keys WHERE has_all_hashes) THEN
    RAISE EXCEPTION 'a response is stored with the hash of its record' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION refuse_response_without_hash() SET search_path = %I, pg_temp', current_schema());
END $$;
-- A content hash of before may come with a record hash: from an archive. Without the keys nobody makes that one.
CREATE TRIGGER responses_have_record_hash BEFORE INSERT ON responses
FOR EACH ROW WHEN (NEW.record_hash IS NULL OR position('.' IN NEW.record_hash) = 0)
EXECUTE FUNCTION refuse_response_without_hash();

-- The one change there is: a response of before gets its record hash, once.
CREATE FUNCTION refuse_to_change_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.record_hash IS NULL AND NEW.record_hash IS NOT NULL THEN
    OLD.record_hash := NEW.record_hash;
    IF OLD IS NOT DISTINCT FROM NEW THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a response is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER responses_are_not_changed ON responses;
CREATE TRIGGER responses_are_not_changed BEFORE UPDATE ON responses
FOR EACH ROW EXECUTE FUNCTION refuse_to_change_response();

ALTER TABLE waves ADD COLUMN sealed_at bigint;
ALTER TABLE waves ADD COLUMN sealed_responses bigint;
ALTER TABLE waves ADD COLUMN sealed_digest text COLLATE "C";
UPDATE waves SET sealed_at = coalesce(closed_at, 0) WHERE state = 'published';

CREATE TRIGGER waves_stay_sealed BEFORE UPDATE ON waves
FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL AND (NEW.sealed_at IS DISTINCT FROM OLD.sealed_at
  OR NEW.state NOT IN ('closed', 'published')
  OR (OLD.sealed_digest IS NOT NULL AND (NEW.sealed_digest IS DISTINCT FROM OLD.sealed_digest
    OR NEW.sealed_responses IS DISTINCT FROM OLD.sealed_responses))))
EXECUTE FUNCTION refuse('a wave that is sealed stays sealed');

ALTER TABLE releases ADD COLUMN responses bigint;
ALTER TABLE releases ADD COLUMN digest text COLLATE "C";

-- As before (0003-invitations), with the record hash.
DROP FUNCTION record_responses(text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
  boolean[], text[], double precision[], text[], text[], text[], text[], text);
CREATE FUNCTION record_responses(
  waves_ text[], ids text[], questionnaires text[], hashes text[], record_hashes text[], channels text[], modes text[],
  languages text[], dispositions text[], areas text[], days text[], lates boolean[], bands text[],
  weights double precision[], strata text[], units text[], answers_ text[], tokens text[], importing text
) RETURNS text[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  already text[];
  outcomes text[];
  expected bigint;
  stored bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(wave, 0))
  FROM (SELECT DISTINCT wave FROM unnest(waves_) AS given (wave) ORDER BY wave) AS given;

  IF importing IS NULL THEN
    WITH added AS (
      INSERT INTO responses (wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area,
        local_day, is_late, duration_band, weight, stratum, primary_unit, answers)
      SELECT given.wave, given.id, given.questionnaire, given.content_hash, given.record_hash, given.channel, given.mode,
        given.language, given.disposition, given.area, given.local_day, given.is_late, given.duration_band,
        given.weight, given.stratum, given.primary_unit, given.answers
      FROM unnest(waves_, ids, questionnaires, hashes, record_hashes, channels, modes, languages, dispositions, areas, days,
        lates, bands, weights, strata, units, answers_, tokens) WITH ORDINALITY
        AS given (wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area,
          local_day, is_late, duration_band, weight, stratum, primary_unit, answers, token, place)
      WHERE given.channel = 'open' AND given.token IS NULL AND EXISTS (
        SELECT 1 FROM waves WHERE waves.id = given.wave AND waves.kind = 'survey'
          AND (waves.state = 'open' OR (waves.state = 'closed' AND waves.sealed_at IS NULL AND given.is_late)))
      ORDER BY given.place
      ON CONFLICT (wave, id) DO NOTHING
      RETURNING quote_literal(wave) || quote_literal(id) AS key
    )
    SELECT array_agg(key) INTO already FROM added;
    IF cardinality(already) = cardinality(ids) THEN
      RETURN array_fill('recorded'::text, ARRAY[cardinality(ids)]);
    END IF;
  END IF;

  WITH given AS MATERIALIZED (
    SELECT * FROM unnest(waves_, ids, questionnaires, hashes, record_hashes, channels, modes, languages, dispositions, areas,
      days, lates, bands, weights, strata, units, answers_, tokens) WITH ORDINALITY
    AS given (wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area,
      local_day, is_late, duration_band, weight, stratum, primary_unit, answers, token, place)
  ),
  judged AS MATERIALIZED (
    SELECT given.*, batches.stratum AS own_stratum, batches.primary_unit AS own_unit, batches.weight AS own_weight,
      CASE
        WHEN quote_literal(given.wave) || quote_literal(given.id) = ANY (already) THEN 'recorded'
        WHEN standing.content_hash = given.content_hash THEN 'alreadyRecorded'
        WHEN standing.content_hash IS NOT NULL THEN 'conflict'
        WHEN importing IS NOT NULL AND given.channel <> 'imported' THEN 'invalid'
        WHEN importing IS NOT NULL THEN CASE WHEN EXISTS (
          SELECT 1 FROM imports JOIN import_waves ON import_waves.import = imports.id
          WHERE imports.id = importing AND imports.state = 'running' AND import_waves.wave = given.wave
        ) THEN 'admitted' ELSE 'waveNotOpen' END
        WHEN given.channel = 'imported' THEN 'invalid'
        WHEN given.channel <> 'invitation' AND given.token IS NOT NULL THEN 'invalid'
        WHEN waves.id IS NULL THEN 'waveNotOpen'
        WHEN given.channel <> 'invitation' THEN 'admitted'
        WHEN batches.id IS NULL THEN 'invitationUnknown'
        WHEN invitations.is_used THEN 'invitationUsed'
        ELSE 'admitted'
      END AS verdict
    FROM given
    LEFT JOIN responses AS standing ON standing.wave = given.wave AND standing.id = given.id
    LEFT JOIN waves ON waves.id = given.wave AND waves.kind = 'survey'
      AND (waves.state = 'open' OR (waves.state = 'closed' AND waves.sealed_at IS NULL AND given.is_late))
    LEFT JOIN invitations ON invitations.wave = given.wave AND invitations.token_hash = given.token
    LEFT JOIN invitation_batches AS batches
      ON batches.wave = invitations.wave AND batches.id = invitations.batch
  ),
  used AS (
    UPDATE invitations SET is_used = true FROM judged
    WHERE judged.verdict = 'admitted' AND judged.token IS NOT NULL AND NOT invitations.is_used
      AND invitations.wave = judged.wave AND invitations.token_hash = judged.token
    RETURNING judged.place
  ),
  admitted AS (
    SELECT * FROM judged WHERE verdict = 'admitted' AND (token IS NULL OR place IN (SELECT place FROM used))
  ),
  added AS (
    INSERT INTO responses (wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area,
      local_day, is_late, duration_band, weight, stratum, primary_unit, answers)
    SELECT wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area, local_day, is_late,
      duration_band,
      CASE WHEN token IS NULL THEN weight ELSE own_weight END,
      CASE WHEN token IS NULL THEN stratum ELSE own_stratum END,
      CASE WHEN token IS NULL THEN primary_unit ELSE own_unit END,
      answers
    FROM admitted ORDER BY place
    ON CONFLICT (wave, id) DO NOTHING
    RETURNING 1
  )
  SELECT
    (SELECT array_agg(CASE
        WHEN verdict <> 'admitted' THEN verdict
        WHEN place IN (SELECT place FROM admitted) THEN 'recorded'
        ELSE 'invitationUsed'
      END ORDER BY place) FROM judged),
    (SELECT count(*) FROM admitted),
    (SELECT count(*) FROM added)
  INTO outcomes, expected, stored;
  IF stored <> expected THEN
    RAISE EXCEPTION 'stored by another connection at the same moment' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN outcomes;
END $$;
`,
};
