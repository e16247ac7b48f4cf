import { freeNameKey } from '../../name-key.ts';
import type { Migration } from './migration.ts';

/**
 * Who comes in: names unique as they are compared, counts under hashed keys, the places somebody signed in from,
 * second factors, what one administrator proposes and another confirms.
 */
export const access: Migration = {
  name: '0009-access',
  sql: `
ALTER TABLE users ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN second_factor TEXT CHECK (second_factor <> '');
ALTER TABLE users ADD COLUMN last_code_step INTEGER;
ALTER TABLE users ADD COLUMN recovery_codes TEXT CHECK (json_valid(recovery_codes));

ALTER TABLE sessions ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN awaits TEXT CHECK (awaits IN ('code', 'enrolment'));

-- One link for each person: the last one, and none for who is disabled.
DELETE FROM sign_in_links WHERE user IN (SELECT id FROM users WHERE is_disabled = 1) OR EXISTS (
  SELECT 1 FROM sign_in_links AS later WHERE later.user = sign_in_links.user
  AND (later.expires_at, later.token_hash) > (sign_in_links.expires_at, sign_in_links.token_hash));
CREATE UNIQUE INDEX sign_in_links_by_user ON sign_in_links (user);

-- Its keys held what was typed as a name.
DROP TABLE sign_in_failures;

CREATE TABLE counted (
  key TEXT NOT NULL CHECK (key <> ''),
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX counted_by_key ON counted (key, at);
CREATE INDEX counted_by_time ON counted (at);

CREATE TABLE known_places (
  user TEXT NOT NULL REFERENCES users (id),
  place TEXT NOT NULL CHECK (place <> ''),
  used_at INTEGER NOT NULL,
  PRIMARY KEY (user, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  user TEXT NOT NULL REFERENCES users (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('linkIssued', 'secondFactorReset')),
  by TEXT NOT NULL,
  PRIMARY KEY (user, at, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposals (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('addUser', 'setGrants', 'enableUser', 'issueLink')),
  user TEXT NOT NULL CHECK (user <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  grants TEXT NOT NULL CHECK (json_valid(grants)),
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_entries_by_actor ON audit_entries (actor, number);
CREATE INDEX audit_entries_by_action ON audit_entries (action, number);
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, number);
`,
  fill(database) {
    const taken = new Set<string>();
    const set = database.prepare<[string, string]>('UPDATE users SET name_key = ? WHERE id = ?');
    const named = database.prepare<[], { id: string; name: string }>(
      'SELECT id, name FROM users ORDER BY name',
    );
    for (const { id, name } of named.all()) {
      const key = freeNameKey(name, (tried) => taken.has(tried));
      taken.add(key);
      set.run(key, id);
    }
    database.exec('CREATE UNIQUE INDEX users_by_name_key ON users (name_key)');
  },
};
