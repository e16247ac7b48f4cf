import type { Step } from './step.ts';

const columns = `wave, id, questionnaire, content_hash, record_hash, channel, mode, language, disposition, area,
    local_day, is_late, duration_band, weight, stratum, primary_unit, form_probability, answers`;

/** The columns of responses as arrays, one parameter each. */
const given = `waves_ text[], ids text[], questionnaires text[], hashes text[], record_hashes text[],
  channels text[], modes text[], languages text[], dispositions text[], areas text[], days text[], lates boolean[],
  bands text[], weights double precision[], strata text[], units text[], probabilities double precision[],
  answers_ text[]`;

const kinds = `text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], boolean[], text[],
  double precision[], text[], text[], double precision[], text[]`;

const rows = `unnest(waves_, ids, questionnaires, hashes, record_hashes, channels, modes, languages, dispositions,
    areas, days, lates, bands, weights, strata, units, probabilities, answers_) WITH ORDINALITY AS given (${columns}, place)`;

export const formsAndRoles: Step = {
  name: '0016-forms-and-roles',
  sqlite: {
    sql: `
-- With which probability the form was drawn that was answered, among the forms of its wave; unset where it asks one.
ALTER TABLE responses ADD COLUMN form_probability REAL CHECK (form_probability > 0 AND form_probability <= 1);

-- The two changes there are, as before (0012-retention).
DROP TRIGGER responses_are_not_changed;
CREATE TRIGGER responses_are_not_changed BEFORE UPDATE ON responses
WHEN NOT (NEW.sequence = OLD.sequence AND NEW.wave = OLD.wave AND NEW.id = OLD.id
  AND NEW.questionnaire = OLD.questionnaire AND NEW.content_hash = OLD.content_hash
  AND NEW.channel = OLD.channel AND NEW.mode = OLD.mode AND NEW.language = OLD.language
  AND NEW.disposition = OLD.disposition AND NEW.area IS OLD.area AND NEW.local_day IS OLD.local_day
  AND NEW.is_late = OLD.is_late AND NEW.duration_band IS OLD.duration_band AND NEW.weight IS OLD.weight
  AND NEW.stratum IS OLD.stratum AND NEW.primary_unit IS OLD.primary_unit
  AND NEW.form_probability IS OLD.form_probability
  AND ((OLD.record_hash IS NULL AND NEW.record_hash IS NOT NULL AND NEW.answers = OLD.answers)
    OR (NEW.record_hash IS OLD.record_hash AND NEW.answers LIKE '%{"erased":"%'
      AND EXISTS (SELECT 1 FROM retentions JOIN waves ON waves.id = retentions.wave
        WHERE waves.id = OLD.wave AND waves.state IN ('closed', 'published') AND erased_at IS NULL))))
BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END;

-- Which roles there are says the platform, which is asked before a grant is stored.
CREATE TABLE grants_of_any_role (
  user TEXT NOT NULL REFERENCES users (id),
  programme TEXT NOT NULL CHECK (programme <> ''),
  role TEXT NOT NULL CHECK (role <> ''),
  PRIMARY KEY (user, programme, role)
) STRICT, WITHOUT ROWID;
INSERT INTO grants_of_any_role SELECT user, programme, role FROM grants;
DROP TABLE grants;
ALTER TABLE grants_of_any_role RENAME TO grants;
`,
  },
  postgres: {
    sql: `
-- With which probability the form was drawn that was answered, among the forms of its wave; unset where it asks one.
ALTER TABLE responses ADD COLUMN form_probability double precision
  CHECK (form_probability > 0 AND form_probability <= 1);

-- Which roles there are says the platform, which is asked before a grant is stored.
ALTER TABLE grants DROP CONSTRAINT grants_role_check;
ALTER TABLE grants ADD CONSTRAINT grants_role_check CHECK (role <> '');

-- As before (0013-holding), with the probability of the form.
DROP FUNCTION record_responses(text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
  text[], boolean[], text[], double precision[], text[], text[], text[], text);
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

DROP FUNCTION move_held(text, text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
  text[], boolean[], text[], double precision[], text[], text[], text[]);
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
REVOKE ALL ON FUNCTION move_held(text, text[], ${kinds}) FROM PUBLIC;

DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION move_held(text, text[], ${kinds})
    SET search_path = %I, pg_temp', current_schema());
END $$;
`,
  },
};
