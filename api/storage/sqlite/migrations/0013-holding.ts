import type { Migration } from './migration.ts';

export const holding: Migration = {
  name: '0013-holding',
  sql: `
-- Answers by invitation until their wave is sealed. Nothing of them can be read here; told: the group in which one
-- was counted on the audit chain.
CREATE TABLE held_responses (
  wave TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  batch TEXT NOT NULL,
  content TEXT NOT NULL CHECK (content <> ''),
  told INTEGER CHECK (told > 0),
  sealed TEXT NOT NULL CHECK (sealed <> ''),
  PRIMARY KEY (wave, key),
  FOREIGN KEY (wave, batch) REFERENCES invitation_batches (wave, id)
) STRICT;

-- Both hold all that is counted and ordered by: the rows themselves are large.
CREATE INDEX held_responses_by_batch ON held_responses (wave, batch, told);
CREATE INDEX held_responses_told ON held_responses (wave, told, key);

CREATE TRIGGER held_responses_are_told_once BEFORE UPDATE ON held_responses
WHEN NOT (OLD.told IS NULL AND NEW.told IS NOT NULL AND NEW.wave = OLD.wave AND NEW.key = OLD.key
  AND NEW.batch = OLD.batch AND NEW.content = OLD.content AND NEW.sealed = OLD.sealed)
BEGIN SELECT RAISE(ABORT, 'a held response is never changed'); END;

CREATE TRIGGER held_responses_are_moved_when_sealed BEFORE DELETE ON held_responses
WHEN NOT EXISTS (SELECT 1 FROM waves WHERE id = OLD.wave AND sealed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a held response stays until its wave is sealed'); END;

-- INSERT OR REPLACE removes a row without firing a delete trigger.
CREATE TRIGGER held_responses_are_not_replaced BEFORE INSERT ON held_responses
WHEN EXISTS (SELECT 1 FROM held_responses WHERE wave = NEW.wave AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'a held response is never replaced'); END;
`,
};
