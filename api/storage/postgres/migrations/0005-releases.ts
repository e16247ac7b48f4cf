import type { Migration } from './migration.ts';

export const releases: Migration = {
  name: '0005-releases',
  sql: `
CREATE TABLE releases (
  wave text COLLATE "C" NOT NULL REFERENCES waves (id),
  number integer NOT NULL CHECK (number >= 1),
  hash text COLLATE "C" NOT NULL REFERENCES documents (hash),
  programme text COLLATE "C" NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  PRIMARY KEY (wave, number),
  UNIQUE (wave, hash)
);

CREATE INDEX releases_by_hash ON releases (hash);

CREATE TRIGGER releases_are_not_changed BEFORE UPDATE ON releases
FOR EACH ROW EXECUTE FUNCTION refuse('a release is never changed');

CREATE TRIGGER releases_are_not_removed BEFORE DELETE ON releases
FOR EACH ROW EXECUTE FUNCTION refuse('a release is never removed');

CREATE TRIGGER releases_are_not_emptied BEFORE TRUNCATE ON releases
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a release is never removed');
`,
};
