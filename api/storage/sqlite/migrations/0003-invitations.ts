import type { Migration } from './migration.ts';

export const invitations: Migration = {
  name: '0003-invitations',
  sql: `
CREATE TABLE invitation_batches (
  wave TEXT NOT NULL REFERENCES waves (id),
  id TEXT NOT NULL CHECK (id <> ''),
  name TEXT NOT NULL,
  stratum TEXT NOT NULL,
  primary_unit TEXT NOT NULL,
  weight REAL NOT NULL CHECK (weight > 0),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (wave, id)
) STRICT, WITHOUT ROWID;

-- Rows stand in the order of the token hash and have neither number nor time, so that the order in which
-- invitations were used cannot be laid beside the order in which responses were stored.
CREATE TABLE invitations (
  wave TEXT NOT NULL,
  token_hash TEXT NOT NULL CHECK (token_hash <> ''),
  batch TEXT NOT NULL,
  is_used INTEGER NOT NULL DEFAULT 0 CHECK (is_used IN (0, 1)),
  PRIMARY KEY (wave, token_hash),
  FOREIGN KEY (wave, batch) REFERENCES invitation_batches (wave, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER invitations_are_used_once BEFORE UPDATE ON invitations
WHEN OLD.is_used = 1
BEGIN SELECT RAISE(ABORT, 'an invitation that was used stays used'); END;
`,
};
