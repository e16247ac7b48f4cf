import type { Migration } from './migration.ts';

export const imports: Migration = {
  name: '0004-imports',
  sql: `
CREATE TABLE imports (
  id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
  programme text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  file_hash text NOT NULL,
  mapping_hash text NOT NULL,
  created_at bigint NOT NULL,
  created_by text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'undone')),
  rows bigint NOT NULL CHECK (rows >= 0)
);

CREATE TRIGGER imports_stay_undone BEFORE UPDATE ON imports
FOR EACH ROW WHEN (OLD.state = 'undone') EXECUTE FUNCTION refuse('an import that was undone stays undone');

-- The names outlive the waves: an import that was undone still says what it held.
CREATE TABLE import_waves (
  import text COLLATE "C" NOT NULL REFERENCES imports (id),
  wave text COLLATE "C" NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (import, wave)
);
`,
};
