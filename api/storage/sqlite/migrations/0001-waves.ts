import type { Migration } from './migration.ts';

export const waves: Migration = {
  name: '0001-waves',
  sql: `
CREATE TABLE documents (
  hash TEXT NOT NULL PRIMARY KEY CHECK (hash <> ''),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TRIGGER documents_are_not_changed BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;

CREATE TRIGGER documents_are_not_removed BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a document is never removed'); END;

-- INSERT OR REPLACE removes a row without firing a delete trigger.
CREATE TRIGGER documents_are_not_replaced BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'a document is never replaced'); END;

CREATE TABLE waves (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  programme TEXT NOT NULL CHECK (programme <> ''),
  title TEXT NOT NULL CHECK (json_valid(title)),
  period TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('survey', 'imported')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'importing', 'open', 'closed', 'published')),
  document TEXT REFERENCES documents (hash),
  opened_at INTEGER,
  closed_at INTEGER,
  CHECK (kind <> 'survey' OR state <> 'importing'),
  CHECK (kind <> 'survey' OR state = 'draft' OR document IS NOT NULL),
  CHECK (kind <> 'imported' OR state IN ('importing', 'closed', 'published'))
) STRICT;
`,
};
