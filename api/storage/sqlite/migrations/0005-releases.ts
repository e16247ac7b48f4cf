import type { Migration } from './migration.ts';

export const releases: Migration = {
  name: '0005-releases',
  sql: `
CREATE TABLE releases (
  wave TEXT NOT NULL REFERENCES waves (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  hash TEXT NOT NULL REFERENCES documents (hash),
  programme TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (wave, number),
  UNIQUE (wave, hash)
) STRICT;

CREATE INDEX releases_by_hash ON releases (hash);

CREATE TRIGGER releases_are_not_changed BEFORE UPDATE ON releases
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;

CREATE TRIGGER releases_are_not_removed BEFORE DELETE ON releases
BEGIN SELECT RAISE(ABORT, 'a release is never removed'); END;

-- INSERT OR REPLACE removes a row without firing a delete trigger.
CREATE TRIGGER releases_are_not_replaced BEFORE INSERT ON releases
WHEN EXISTS (SELECT 1 FROM releases WHERE wave = NEW.wave AND (number = NEW.number OR hash = NEW.hash))
BEGIN SELECT RAISE(ABORT, 'a release is never replaced'); END;
`,
};
