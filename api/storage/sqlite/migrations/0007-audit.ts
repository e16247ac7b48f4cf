import type { Migration } from './migration.ts';

export const audit: Migration = {
  name: '0007-audit',
  sql: `
CREATE TABLE audit_entries (
  number INTEGER NOT NULL PRIMARY KEY CHECK (number >= 1),
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (hash <> ''),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

CREATE TRIGGER audit_entries_are_not_changed BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END;

CREATE TRIGGER audit_entries_are_not_removed BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'an audit entry is never removed'); END;

-- INSERT OR REPLACE removes a row without firing a delete trigger.
CREATE TRIGGER audit_entries_are_chained BEFORE INSERT ON audit_entries
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM audit_entries)
  OR NEW.previous <> coalesce((SELECT hash FROM audit_entries WHERE number = NEW.number - 1), NEW.previous)
  OR EXISTS (SELECT 1 FROM audit_entries WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'an audit entry continues the last one'); END;

-- Written to find out whether the disk takes anything.
CREATE TABLE node_marks (
  node TEXT NOT NULL PRIMARY KEY CHECK (node <> ''),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
