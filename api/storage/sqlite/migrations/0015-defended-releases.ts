import type { Migration } from './migration.ts';

export const defendedReleases: Migration = {
  name: '0015-defended-releases',
  sql: `
-- The day on which it was meant to close when it was made.
ALTER TABLE waves ADD COLUMN planned_end TEXT CHECK (planned_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- The document at full precision; and how many exclusions of the wave were confirmed when it was estimated.
ALTER TABLE releases ADD COLUMN sealed TEXT REFERENCES documents (hash);
ALTER TABLE releases ADD COLUMN exclusions INTEGER CHECK (exclusions >= 0);
CREATE INDEX releases_by_sealed ON releases (sealed);

-- Answers that one person asks to leave out of the figures and another one confirms. The answers stay.
CREATE TABLE exclusions (
  wave TEXT NOT NULL REFERENCES waves (id),
  id TEXT NOT NULL CHECK (id <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  responses TEXT NOT NULL CHECK (responses <> ''),
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'rejected')),
  asked_at INTEGER NOT NULL,
  asked_by TEXT NOT NULL CHECK (asked_by <> ''),
  decided_at INTEGER,
  decided_by TEXT,
  PRIMARY KEY (wave, id),
  CHECK ((state = 'asked') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (state <> 'confirmed' OR decided_by <> asked_by)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER exclusions_are_decided_once BEFORE UPDATE ON exclusions
WHEN NOT (OLD.state = 'asked' AND NEW.state <> 'asked' AND NEW.wave = OLD.wave AND NEW.id = OLD.id
  AND NEW.reason = OLD.reason AND NEW.responses = OLD.responses AND NEW.asked_at = OLD.asked_at
  AND NEW.asked_by = OLD.asked_by)
BEGIN SELECT RAISE(ABORT, 'an exclusion is decided once and never changed'); END;

CREATE TRIGGER exclusions_stay BEFORE DELETE ON exclusions
WHEN NOT EXISTS (SELECT 1 FROM waves WHERE id = OLD.wave AND kind = 'imported' AND state <> 'published')
BEGIN SELECT RAISE(ABORT, 'an exclusion is never removed'); END;

-- INSERT OR REPLACE removes a row without firing a delete trigger.
CREATE TRIGGER exclusions_are_not_replaced BEFORE INSERT ON exclusions
WHEN EXISTS (SELECT 1 FROM exclusions WHERE wave = NEW.wave AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an exclusion is never replaced'); END;

-- Auditors read everything that was published at full precision, and the audit chain.
CREATE TABLE grants_with_auditors (
  user TEXT NOT NULL REFERENCES users (id),
  programme TEXT NOT NULL CHECK (programme <> ''),
  role TEXT NOT NULL CHECK (role IN ('administrator', 'evaluator', 'official', 'auditor')),
  PRIMARY KEY (user, programme, role)
) STRICT, WITHOUT ROWID;
INSERT INTO grants_with_auditors SELECT user, programme, role FROM grants;
DROP TABLE grants;
ALTER TABLE grants_with_auditors RENAME TO grants;
`,
};
