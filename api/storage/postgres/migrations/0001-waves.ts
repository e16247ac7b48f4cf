import type { Migration } from './migration.ts';

/** Text is compared byte by byte everywhere, as SQLite and JavaScript do with what is stored here. */
export const waves: Migration = {
  name: '0001-waves',
  sql: `
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TABLE documents (
  hash text COLLATE "C" NOT NULL PRIMARY KEY CHECK (hash <> ''),
  body text NOT NULL CHECK (body::json IS NOT NULL)
);

CREATE TRIGGER documents_are_not_changed BEFORE UPDATE ON documents
FOR EACH ROW EXECUTE FUNCTION refuse('a document is never changed');

CREATE TRIGGER documents_are_not_removed BEFORE DELETE ON documents
FOR EACH ROW EXECUTE FUNCTION refuse('a document is never removed');

CREATE TRIGGER documents_are_not_emptied BEFORE TRUNCATE ON documents
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a document is never removed');

CREATE TABLE waves (
  id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
  programme text COLLATE "C" NOT NULL CHECK (programme <> ''),
  title text NOT NULL CHECK (title::json IS NOT NULL),
  period text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('survey', 'imported')),
  state text NOT NULL CHECK (state IN ('draft', 'importing', 'open', 'closed', 'published')),
  document text COLLATE "C" REFERENCES documents (hash),
  opened_at bigint,
  closed_at bigint,
  CHECK (kind <> 'survey' OR state <> 'importing'),
  CHECK (kind <> 'survey' OR state = 'draft' OR document IS NOT NULL),
  CHECK (kind <> 'imported' OR state IN ('importing', 'closed', 'published'))
);
`,
};
