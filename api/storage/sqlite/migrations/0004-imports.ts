import type { Migration } from './migration.ts';

export const imports: Migration = {
  name: '0004-imports',
  sql: `
CREATE TABLE imports (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  programme TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  mapping_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')),
  rows INTEGER NOT NULL CHECK (rows >= 0)
) STRICT;

CREATE TRIGGER imports_stay_undone BEFORE UPDATE ON imports
WHEN OLD.state = 'undone'
BEGIN SELECT RAISE(ABORT, 'an import that was undone stays undone'); END;

-- The names outlive the waves: an import that was undone still says what it held.
CREATE TABLE import_waves (
  import TEXT NOT NULL REFERENCES imports (id),
  wave TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (import, wave)
) STRICT, WITHOUT ROWID;
`,
};
