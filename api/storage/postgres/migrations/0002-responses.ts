import type { Migration } from './migration.ts';

/**
 * The only unique key of a response is (wave, id), so the table can be spread over machines by either.
 *
 * `transaction_id` and `sequence` are the cursor: numbers are given before their transactions commit, in any
 * order, so a reader only goes as far as the oldest transaction that is still under way.
 */
export const responses: Migration = {
  name: '0002-responses',
  sql: `
CREATE TABLE responses (
  wave text COLLATE "C" NOT NULL CHECK (wave <> ''),
  id text COLLATE "C" NOT NULL CHECK (id <> ''),
  questionnaire text NOT NULL,
  content_hash text NOT NULL CHECK (content_hash <> ''),
  channel text NOT NULL CHECK (channel IN ('invitation', 'open', 'imported')),
  mode text NOT NULL,
  language text NOT NULL,
  disposition text NOT NULL CHECK (disposition IN ('complete', 'refusal', 'ineligible')),
  area text CHECK (area <> ''),
  local_day text CHECK (local_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  is_late boolean NOT NULL,
  duration_band text,
  weight double precision CHECK (weight >= 0),
  stratum text,
  primary_unit text,
  answers text NOT NULL CHECK (answers::json IS NOT NULL),
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (wave, id)
);

CREATE INDEX responses_by_cursor ON responses (wave, transaction_id, sequence);

CREATE TRIGGER responses_are_not_changed BEFORE UPDATE ON responses
FOR EACH ROW EXECUTE FUNCTION refuse('a response is never changed');

CREATE FUNCTION refuse_to_remove_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM waves WHERE id = OLD.wave AND kind = 'imported' AND state <> 'published') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a response is removed only by undoing an import that is not published'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER responses_are_removed_with_their_import_only BEFORE DELETE ON responses
FOR EACH ROW EXECUTE FUNCTION refuse_to_remove_response();

CREATE TRIGGER responses_are_not_emptied BEFORE TRUNCATE ON responses
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a response is removed only by undoing an import');

-- Kept beside the responses because fieldwork looks at the counts every few seconds, at any size. Each
-- connection adds to rows of its own slot, so that none waits for another. '' is no area.
CREATE TABLE response_counts (
  wave text COLLATE "C" NOT NULL,
  slot integer NOT NULL,
  channel text COLLATE "C" NOT NULL,
  disposition text COLLATE "C" NOT NULL,
  area text COLLATE "C" NOT NULL,
  is_late boolean NOT NULL,
  count bigint NOT NULL CHECK (count > 0),
  PRIMARY KEY (wave, slot, channel, disposition, area, is_late)
) WITH (fillfactor = 50);

CREATE FUNCTION count_responses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO response_counts AS counts (wave, slot, channel, disposition, area, is_late, count)
  SELECT wave, pg_backend_pid() % 32, channel, disposition, coalesce(area, ''), is_late, count(*)
  FROM added
  GROUP BY wave, channel, disposition, coalesce(area, ''), is_late
  ORDER BY wave, channel, disposition, coalesce(area, ''), is_late
  ON CONFLICT (wave, slot, channel, disposition, area, is_late)
  DO UPDATE SET count = counts.count + excluded.count;
  RETURN NULL;
END $$;

CREATE TRIGGER responses_are_counted AFTER INSERT ON responses
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_responses();
`,
};
