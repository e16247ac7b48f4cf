import type { Migration } from './migration.ts';

export const responses: Migration = {
  name: '0002-responses',
  sql: `
-- AUTOINCREMENT never gives a number twice, so a cursor stays true after an import was undone.
CREATE TABLE responses (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  wave TEXT NOT NULL REFERENCES waves (id),
  id TEXT NOT NULL CHECK (id <> ''),
  questionnaire TEXT NOT NULL,
  content_hash TEXT NOT NULL CHECK (content_hash <> ''),
  channel TEXT NOT NULL CHECK (channel IN ('invitation', 'open', 'imported')),
  mode TEXT NOT NULL,
  language TEXT NOT NULL,
  disposition TEXT NOT NULL CHECK (disposition IN ('complete', 'refusal', 'ineligible')),
  area TEXT CHECK (area <> ''),
  local_day TEXT CHECK (local_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  duration_band TEXT,
  weight REAL CHECK (weight >= 0),
  stratum TEXT,
  primary_unit TEXT,
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  UNIQUE (wave, id)
) STRICT;

-- An index ends with the row number, so this one holds each wave's responses in the order of the cursor.
CREATE INDEX responses_by_wave ON responses (wave);

CREATE TRIGGER responses_are_not_changed BEFORE UPDATE ON responses
BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END;

CREATE TRIGGER responses_are_removed_with_their_import_only BEFORE DELETE ON responses
WHEN NOT EXISTS (SELECT 1 FROM waves WHERE id = OLD.wave AND kind = 'imported' AND state <> 'published')
BEGIN SELECT RAISE(ABORT, 'a response is removed only by undoing an import that is not published'); END;

-- Kept beside the responses because fieldwork looks at the counts every few seconds, at any size. '' is no area.
CREATE TABLE response_counts (
  wave TEXT NOT NULL REFERENCES waves (id),
  channel TEXT NOT NULL,
  disposition TEXT NOT NULL,
  area TEXT NOT NULL,
  is_late INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (wave, channel, disposition, area, is_late)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER responses_are_counted AFTER INSERT ON responses
BEGIN
  INSERT INTO response_counts (wave, channel, disposition, area, is_late, count)
  VALUES (NEW.wave, NEW.channel, NEW.disposition, coalesce(NEW.area, ''), NEW.is_late, 1)
  ON CONFLICT DO UPDATE SET count = count + 1;
END;
`,
};
