import type { Migration } from './migration.ts';

export const defendedReleases: Migration = {
  name: '0015-defended-releases',
  sql: `
-- The day on which it was meant to close when it was made.
ALTER TABLE waves ADD COLUMN planned_end text COLLATE "C" CHECK (planned_end ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');

-- The document at full precision; and how many exclusions of the wave were confirmed when it was estimated.
ALTER TABLE releases ADD COLUMN sealed text COLLATE "C" REFERENCES documents (hash);
ALTER TABLE releases ADD COLUMN exclusions integer CHECK (exclusions >= 0);
CREATE INDEX releases_by_sealed ON releases (sealed);

-- Answers that one person asks to leave out of the figures and another one confirms. The answers stay.
CREATE TABLE exclusions (
  wave text COLLATE "C" NOT NULL REFERENCES waves (id),
  id text COLLATE "C" NOT NULL CHECK (id <> ''),
  reason text COLLATE "C" NOT NULL CHECK (reason <> ''),
  responses text COLLATE "C" NOT NULL CHECK (responses <> ''),
  state text COLLATE "C" NOT NULL CHECK (state IN ('asked', 'confirmed', 'rejected')),
  asked_at bigint NOT NULL,
  asked_by text COLLATE "C" NOT NULL CHECK (asked_by <> ''),
  decided_at bigint,
  decided_by text COLLATE "C",
  PRIMARY KEY (wave, id),
  CHECK ((state = 'asked') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (state <> 'confirmed' OR decided_by <> asked_by)
);

CREATE TRIGGER exclusions_are_decided_once BEFORE UPDATE ON exclusions
FOR EACH ROW WHEN (NOT (OLD.state = 'asked' AND NEW.state <> 'asked' AND NEW.wave = OLD.wave AND NEW.id = OLD.id
  AND NEW.reason = OLD.reason AND NEW.responses = OLD.responses AND NEW.asked_at = OLD.asked_at
  AND NEW.asked_by = OLD.asked_by))
EXECUTE FUNCTION refuse('an exclusion is decided once and never changed');

CREATE FUNCTION refuse_to_remove_exclusion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM waves WHERE id = OLD.wave AND kind = 'imported' AND state <> 'published') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'an exclusion is never removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION refuse_to_remove_exclusion() SET search_path = %I, pg_temp', current_schema());
END $$;
CREATE TRIGGER exclusions_stay BEFORE DELETE ON exclusions
FOR EACH ROW EXECUTE FUNCTION refuse_to_remove_exclusion();

CREATE TRIGGER exclusions_are_not_emptied BEFORE TRUNCATE ON exclusions
FOR EACH STATEMENT EXECUTE FUNCTION refuse('an exclusion is never removed');

-- With an import that is undone go the exclusions of its waves.
CREATE OR REPLACE FUNCTION undo_import(import_id text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  standing text;
  filled text[];
BEGIN
  SELECT state INTO standing FROM imports WHERE id = import_id FOR UPDATE;
  IF standing IS NULL THEN RETURN 'unknown'; END IF;
  IF standing = 'undone' THEN RETURN 'undone'; END IF;
  SELECT array_agg(import_waves.wave) INTO filled FROM import_waves
  JOIN waves ON waves.id = import_waves.wave AND waves.kind = 'imported'
  WHERE import_waves.import = import_id;
  IF EXISTS (SELECT 1 FROM waves WHERE id = ANY (filled) AND state = 'published') THEN
    RETURN 'published';
  END IF;
  DELETE FROM exclusions WHERE wave = ANY (filled);
  DELETE FROM responses WHERE wave = ANY (filled);
  DELETE FROM response_counts WHERE wave = ANY (filled);
  DELETE FROM waves WHERE id = ANY (filled);
  UPDATE imports SET state = 'undone' WHERE id = import_id;
  RETURN 'undone';
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION undo_import(text) SET search_path = %I, pg_temp', current_schema());
END $$;

-- Auditors read everything that was published at full precision, and the audit chain.
ALTER TABLE grants DROP CONSTRAINT grants_role_check;
ALTER TABLE grants ADD CONSTRAINT grants_role_check
  CHECK (role IN ('administrator', 'evaluator', 'official', 'auditor'));
`,
};
