import type { Migration } from './migration.ts';

export const formsAndRoles: Migration = {
  name: '0016-forms-and-roles',
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
};
