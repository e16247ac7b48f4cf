import type { Migration } from './migration.ts';

export const retention: Migration = {
  name: '0012-retention',
  sql: `
-- Until when free texts and invitations of a wave are kept, and whether they are gone.
CREATE TABLE retentions (
  wave TEXT NOT NULL PRIMARY KEY CHECK (wave <> ''),
  until TEXT NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  erased_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TRIGGER retentions_stay_done BEFORE UPDATE ON retentions
WHEN OLD.erased_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was erased stays erased'); END;

-- The two changes there are: a response of before gets its record hash, once; and while the texts of its wave are
-- erased, its answers alone.
DROP TRIGGER responses_are_not_changed;
CREATE TRIGGER responses_are_not_changed BEFORE UPDATE ON responses
WHEN NOT (NEW.sequence = OLD.sequence AND NEW.wave = OLD.wave AND NEW.id = OLD.id
  AND NEW.questionnaire = OLD.questionnaire AND NEW.content_hash = OLD.content_hash
  AND NEW.channel = OLD.channel AND NEW.mode = OLD.mode AND NEW.language = OLD.language
  AND NEW.disposition = OLD.disposition AND NEW.area IS OLD.area AND NEW.local_day IS OLD.local_day
  AND NEW.is_late = OLD.is_late AND NEW.duration_band IS OLD.duration_band AND NEW.weight IS OLD.weight
  AND NEW.stratum IS OLD.stratum AND NEW.primary_unit IS OLD.primary_unit
  AND ((OLD.record_hash IS NULL AND NEW.record_hash IS NOT NULL AND NEW.answers = OLD.answers)
    OR (NEW.record_hash IS OLD.record_hash AND NEW.answers LIKE '%{"erased":"%'
      AND EXISTS (SELECT 1 FROM retentions JOIN waves ON waves.id = retentions.wave
        WHERE waves.id = OLD.wave AND waves.state IN ('closed', 'published') AND erased_at IS NULL))))
BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END;
`,
};
