import type { Migration } from './migration.ts';

/**
 * What the role that answers the network has no right to do by itself, functions do as the owner of the tables:
 * each does one thing and judges by itself whether it may be done. Their search path is fixed, so that nobody can
 * put tables of his own in the place of ours.
 */
export const rights: Migration = {
  name: '0011-rights',
  sql: `
-- What a wave is decides whether its responses may be removed, and what it was opened with what they mean.
CREATE TRIGGER waves_stay_what_they_are BEFORE UPDATE ON waves
FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.programme <> OLD.programme OR NEW.kind <> OLD.kind)
EXECUTE FUNCTION refuse('a wave never changes its id, programme or kind');

CREATE TRIGGER waves_stay_published BEFORE UPDATE ON waves
FOR EACH ROW WHEN (OLD.state = 'published' AND NEW.state <> 'published')
EXECUTE FUNCTION refuse('a wave that was published stays published');

CREATE TRIGGER waves_keep_their_document BEFORE UPDATE ON waves
FOR EACH ROW WHEN (OLD.state <> 'draft' AND NEW.document IS DISTINCT FROM OLD.document)
EXECUTE FUNCTION refuse('a wave keeps the document it was opened with');

-- Removes what an import brought, unless one of its waves is published. Whoever calls it holds the locks of the
-- waves, and adds the word of the audit chain.
CREATE FUNCTION undo_import(import_id text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$
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
  DELETE FROM responses WHERE wave = ANY (filled);
  DELETE FROM response_counts WHERE wave = ANY (filled);
  DELETE FROM waves WHERE id = ANY (filled);
  UPDATE imports SET state = 'undone' WHERE id = import_id;
  RETURN 'undone';
END $$;
REVOKE ALL ON FUNCTION undo_import(text) FROM PUBLIC;

DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION undo_import(text) SET search_path = %I, pg_temp', current_schema());
END $$;
`,
};
