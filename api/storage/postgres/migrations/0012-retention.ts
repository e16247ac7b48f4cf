import type { Migration } from './migration.ts';

export const retention: Migration = {
  name: '0012-retention',
  sql: `
-- Until when free texts and invitations of a wave are kept, and whether they are gone.
CREATE TABLE retentions (
  wave text COLLATE "C" NOT NULL PRIMARY KEY CHECK (wave <> ''),
  until text COLLATE "C" NOT NULL CHECK (until ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  erased_at bigint
);

CREATE TRIGGER retentions_stay_done BEFORE UPDATE ON retentions
FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse('what was erased stays erased');

-- The two changes there are: a response of before gets its record hash, once; and while the texts of its wave are
-- erased, its answers alone, by the owner of the tables.
CREATE OR REPLACE FUNCTION refuse_to_change_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.record_hash IS NULL AND NEW.record_hash IS NOT NULL THEN
    OLD.record_hash := NEW.record_hash;
    IF OLD IS NOT DISTINCT FROM NEW THEN
      RETURN NEW;
    END IF;
  ELSIF NEW.answers LIKE '%{"erased":"%' AND EXISTS (
    SELECT 1 FROM retentions JOIN waves ON waves.id = retentions.wave
    WHERE waves.id = OLD.wave AND waves.state IN ('closed', 'published') AND erased_at IS NULL
  ) THEN
    OLD.answers := NEW.answers;
    IF OLD IS NOT DISTINCT FROM NEW THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a response is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
`,
};
