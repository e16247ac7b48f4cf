import type { Migration } from './migration.ts';

const columns = `wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area,
    local_day, is_late, duration_band, weight, stratum, primary_unit, answers`;

/** The columns of responses as arrays, one parameter each. */
const given = `waves_ text[], ids text[], questionnaires text[], hashes text[], record_hashes text[],
  channels text[], modes text[], languages text[], dispositions text[], areas text[], days text[], lates boolean[],
  bands text[], weights double precision[], strata text[], units text[], answers_ text[]`;

const rows = `unnest(waves_, ids, questionnaires, hashes, record_hashes, channels, modes, languages, dispositions,
    areas, days, lates, bands, weights, strata, units, answers_) WITH ORDINALITY AS given (${columns}, place)`;

export const holding: Migration = {
  name: '0013-holding',
  sql: `
-- Answers by invitation until their wave is sealed. Nothing of them can be read here; told: the group in which one
-- was counted on the audit chain.
CREATE TABLE held_responses (
  wave text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (key <> ''),
  batch text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL CHECK (content <> ''),
  told bigint CHECK (told > 0),
  sealed text COLLATE "C" NOT NULL CHECK (sealed <> ''),
  PRIMARY KEY (wave, key),
  FOREIGN KEY (wave, batch) REFERENCES invitation_batches (wave, id)
);

-- It is encrypted: packing it takes time and saves nothing.
ALTER TABLE held_responses ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE INDEX held_responses_by_batch ON held_responses (wave, batch, told);
CREATE INDEX held_responses_told ON held_responses (wave, told, key);

CREATE TRIGGER held_responses_are_told_once BEFORE UPDATE ON held_responses
FOR EACH ROW WHEN (NOT (OLD.told IS NULL AND NEW.told IS NOT NULL AND NEW.wave = OLD.wave AND NEW.key = OLD.key
  AND NEW.batch = OLD.batch AND NEW.content = OLD.content AND NEW.sealed = OLD.sealed))
EXECUTE FUNCTION refuse('a held response is never changed');

CREATE FUNCTION refuse_to_remove_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM waves WHERE id = OLD.wave AND sealed_at IS NOT NULL) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a held response stays until its wave is sealed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER held_responses_are_moved_when_sealed BEFORE DELETE ON held_responses
FOR EACH ROW EXECUTE FUNCTION refuse_to_remove_held();

CREATE TRIGGER held_responses_are_not_emptied BEFORE TRUNCATE ON held_responses
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a held response stays until its wave is sealed');

-- Answers by invitation are no longer stored by it; see hold_responses.
DROP FUNCTION record_responses(text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
  text[], boolean[], text[], double precision[], text[], text[], text[], text[], text);
CREATE FUNCTION record_responses(${given}, importing text) RETURNS text[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  already text[];
  outcomes text[];
  expected bigint;
  stored bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(wave, 0))
  FROM (SELECT DISTINCT wave FROM unnest(waves_) AS given (wave) ORDER BY wave) AS given;

  -- Nearly always all are new and by the open link: one pass.
  IF importing IS NULL THEN
    WITH added AS (
      INSERT INTO responses (${columns})
      SELECT ${columns} FROM ${rows}
      WHERE given.channel = 'open' AND EXISTS (
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

  WITH given AS MATERIALIZED (SELECT * FROM ${rows}),
  judged AS MATERIALIZED (
    SELECT given.*,
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
        WHEN waves.id IS NULL THEN 'waveNotOpen'
        WHEN given.channel = 'invitation' THEN 'invitationUnknown'
        ELSE 'admitted'
      END AS verdict
    FROM given
    LEFT JOIN responses AS standing ON standing.wave = given.wave AND standing.id = given.id
    LEFT JOIN waves ON waves.id = given.wave AND waves.kind = 'survey'
      AND (waves.state = 'open' OR (waves.state = 'closed' AND waves.sealed_at IS NULL AND given.is_late))
  ),
  added AS (
    INSERT INTO responses (${columns})
    SELECT ${columns} FROM judged WHERE verdict = 'admitted' ORDER BY place
    ON CONFLICT (wave, id) DO NOTHING
    RETURNING 1
  )
  SELECT
    (SELECT array_agg(CASE verdict WHEN 'admitted' THEN 'recorded' ELSE verdict END ORDER BY place) FROM judged),
    (SELECT count(*) FROM judged WHERE verdict = 'admitted'),
    (SELECT count(*) FROM added)
  INTO outcomes, expected, stored;
  IF stored <> expected THEN
    RAISE EXCEPTION 'stored by another connection at the same moment' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN outcomes;
END $$;

CREATE FUNCTION hold_responses(waves_ text[], ids text[], hashes text[], channels text[], lates boolean[],
  tokens text[], keys text[], contents text[], sealed_ text[]) RETURNS text[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  outcomes text[];
  expected bigint;
  stored bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(wave, 0))
  FROM (SELECT DISTINCT wave FROM unnest(waves_) AS given (wave) ORDER BY wave) AS given;

  WITH given AS MATERIALIZED (
    SELECT * FROM unnest(waves_, ids, hashes, channels, lates, tokens, keys, contents, sealed_) WITH ORDINALITY
    AS given (wave, id, content_hash, channel, is_late, token, key, content, sealed, place)
  ),
  judged AS MATERIALIZED (
    SELECT given.*, invitations.batch,
      CASE
        WHEN standing.content_hash = given.content_hash THEN 'alreadyRecorded'
        WHEN standing.content_hash IS NOT NULL THEN 'conflict'
        WHEN held.content = given.content THEN 'alreadyRecorded'
        WHEN held.content IS NOT NULL THEN 'conflict'
        WHEN given.channel <> 'invitation' THEN 'invalid'
        WHEN waves.id IS NULL THEN 'waveNotOpen'
        WHEN invitations.batch IS NULL THEN 'invitationUnknown'
        WHEN invitations.is_used THEN 'invitationUsed'
        ELSE 'admitted'
      END AS verdict
    FROM given
    LEFT JOIN responses AS standing ON standing.wave = given.wave AND standing.id = given.id
    LEFT JOIN held_responses AS held ON held.wave = given.wave AND held.key = given.key
    LEFT JOIN waves ON waves.id = given.wave AND waves.kind = 'survey'
      AND (waves.state = 'open' OR (waves.state = 'closed' AND waves.sealed_at IS NULL AND given.is_late))
    LEFT JOIN invitations ON invitations.wave = given.wave AND invitations.token_hash = given.token
  ),
  used AS (
    UPDATE invitations SET is_used = true FROM judged
    WHERE judged.verdict = 'admitted' AND NOT invitations.is_used
      AND invitations.wave = judged.wave AND invitations.token_hash = judged.token
    RETURNING judged.place
  ),
  admitted AS (
    SELECT * FROM judged WHERE verdict = 'admitted' AND place IN (SELECT place FROM used)
  ),
  added AS (
    INSERT INTO held_responses (wave, key, batch, content, sealed)
    SELECT wave, key, batch, content, sealed FROM admitted
    ON CONFLICT (wave, key) DO NOTHING
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
    RAISE EXCEPTION 'held by another connection at the same moment' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN outcomes;
END $$;

-- Puts responses in the place of as many held ones, of the same units, in the order of their ids; false when some are
-- not held any more.
CREATE FUNCTION move_held(moved text, keys text[], ${given}) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  -- Whoever moves the same ones at this moment comes after, and finds them gone.
  PERFORM pg_advisory_xact_lock(hashtextextended('held ' || moved, 0));
  IF NOT EXISTS (SELECT 1 FROM waves WHERE id = moved AND kind = 'survey' AND sealed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a held response stays until its wave is sealed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (SELECT count(*) FROM held_responses WHERE wave = moved AND key = ANY (keys)) <> cardinality(keys) THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(waves_, channels) AS given (wave, channel)
    WHERE given.wave <> moved OR given.channel <> 'invitation'
  ) OR EXISTS (
    WITH held AS (
      SELECT batches.stratum, batches.primary_unit, batches.weight, count(*) AS those
      FROM held_responses JOIN invitation_batches AS batches
        ON batches.wave = held_responses.wave AND batches.id = held_responses.batch
      WHERE held_responses.wave = moved AND held_responses.key = ANY (keys) GROUP BY 1, 2, 3
    ), given AS (
      SELECT stratum, primary_unit, weight, count(*) AS those
      FROM unnest(strata, units, weights) AS given (stratum, primary_unit, weight) GROUP BY 1, 2, 3
    )
    (SELECT * FROM held EXCEPT SELECT * FROM given) UNION ALL (SELECT * FROM given EXCEPT SELECT * FROM held)
  ) THEN
    RAISE EXCEPTION 'What is moved is not of the units that were held.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  DELETE FROM held_responses WHERE wave = moved AND key = ANY (keys);
  INSERT INTO responses (${columns}) SELECT ${columns} FROM ${rows} ORDER BY id;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION move_held(text, text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
  text[], text[], boolean[], text[], double precision[], text[], text[], text[]) FROM PUBLIC;

DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION move_held(text, text[], text[], text[], text[], text[], text[], text[], text[],
    text[], text[], text[], text[], boolean[], text[], double precision[], text[], text[], text[])
    SET search_path = %I, pg_temp', current_schema());
END $$;
`,
};
