import type { Migration } from './migration.ts';

export const custodyOfAnswers: Migration = {
  name: '0010-custody-of-answers',
  sql: `
-- By which the file of keys is known again; the keys are never in the database. has_all_hashes: no response
-- without a record hash is taken any more for one that was stored before there were any.
CREATE TABLE known_keys (
  place INTEGER NOT NULL PRIMARY KEY CHECK (place = 1),
  fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
  has_all_hashes INTEGER NOT NULL CHECK (has_all_hashes IN (0, 1))
) STRICT;

ALTER TABLE responses ADD COLUMN record_hash TEXT CHECK (record_hash <> '');
CREATE INDEX responses_without_record_hash ON responses (wave, id) WHERE record_hash IS NULL;

-- From then on nobody has the platform take a row that is put in for one of before, and give it its hashes.
CREATE TRIGGER known_keys_have_all_hashes BEFORE UPDATE ON known_keys
WHEN OLD.has_all_hashes = 1 AND NEW.has_all_hashes = 0
BEGIN SELECT RAISE(ABORT, 'what has all hashes keeps them'); END;
CREATE TRIGGER known_keys_are_not_removed BEFORE DELETE ON known_keys
BEGIN SELECT RAISE(ABORT, 'what is known of the keys is never removed'); END;
CREATE TRIGGER known_keys_are_not_replaced BEFORE INSERT ON known_keys
WHEN EXISTS (SELECT 1 FROM known_keys)
BEGIN SELECT RAISE(ABORT, 'what is known of the keys is never replaced'); END;

-- A content hash of before may come with a record hash: from an archive. Without the keys nobody makes that one.
CREATE TRIGGER responses_have_record_hash BEFORE INSERT ON responses
WHEN (NEW.record_hash IS NULL OR instr(NEW.record_hash, '.') = 0)
  AND EXISTS (SELECT 1 FROM known_keys WHERE has_all_hashes = 1)
BEGIN SELECT RAISE(ABORT, 'a response is stored with the hash of its record'); END;

-- The one change there is: a response of before gets its record hash, once.
DROP TRIGGER responses_are_not_changed;
CREATE TRIGGER responses_are_not_changed BEFORE UPDATE ON responses
WHEN NOT (OLD.record_hash IS NULL AND NEW.record_hash IS NOT NULL
  AND NEW.sequence = OLD.sequence AND NEW.wave = OLD.wave AND NEW.id = OLD.id
  AND NEW.questionnaire = OLD.questionnaire AND NEW.content_hash = OLD.content_hash
  AND NEW.channel = OLD.channel AND NEW.mode = OLD.mode AND NEW.language = OLD.language
  AND NEW.disposition = OLD.disposition AND NEW.area IS OLD.area AND NEW.local_day IS OLD.local_day
  AND NEW.is_late = OLD.is_late AND NEW.duration_band IS OLD.duration_band AND NEW.weight IS OLD.weight
  AND NEW.stratum IS OLD.stratum AND NEW.primary_unit IS OLD.primary_unit AND NEW.answers = OLD.answers)
BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END;

ALTER TABLE waves ADD COLUMN sealed_at INTEGER;
ALTER TABLE waves ADD COLUMN sealed_responses INTEGER;
ALTER TABLE waves ADD COLUMN sealed_digest TEXT;
UPDATE waves SET sealed_at = coalesce(closed_at, 0) WHERE state = 'published';

CREATE TRIGGER waves_stay_sealed BEFORE UPDATE ON waves
WHEN OLD.sealed_at IS NOT NULL AND (NEW.sealed_at IS NOT OLD.sealed_at OR NEW.state NOT IN ('closed', 'published')
  OR (OLD.sealed_digest IS NOT NULL AND (NEW.sealed_digest IS NOT OLD.sealed_digest
    OR NEW.sealed_responses IS NOT OLD.sealed_responses)))
BEGIN SELECT RAISE(ABORT, 'a wave that is sealed stays sealed'); END;

ALTER TABLE releases ADD COLUMN responses INTEGER;
ALTER TABLE releases ADD COLUMN digest TEXT;
`,
};
