import { freeNameKey } from '../../name-key.ts';
import type { Migration } from './migration.ts';

/**
 * Who comes in: names unique as they are compared, counts under hashed keys, the places somebody signed in from,
 * second factors, what one administrator proposes and another confirms.
 */
export const access: Migration = {
  name: '0009-access',
  sql: `
ALTER TABLE users ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN second_factor text CHECK (second_factor <> '');
ALTER TABLE users ADD COLUMN last_code_step bigint;
ALTER TABLE users ADD COLUMN recovery_codes text CHECK (recovery_codes IS NULL OR recovery_codes::json IS NOT NULL);

ALTER TABLE sessions ADD COLUMN network text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN awaits text CHECK (awaits IN ('code', 'enrolment'));

-- One link for each person: the last one, and none for who is disabled.
DELETE FROM sign_in_links WHERE "user" IN (SELECT id FROM users WHERE is_disabled) OR EXISTS (
  SELECT 1 FROM sign_in_links AS later WHERE later."user" = sign_in_links."user"
  AND (later.expires_at, later.token_hash) > (sign_in_links.expires_at, sign_in_links.token_hash));
CREATE UNIQUE INDEX sign_in_links_by_user ON sign_in_links ("user");

-- Its keys held what was typed as a name.
DROP TABLE sign_in_failures;

CREATE TABLE counted (
  key text COLLATE "C" NOT NULL CHECK (key <> ''),
  at bigint NOT NULL
);

CREATE INDEX counted_by_key ON counted (key, at);
CREATE INDEX counted_by_time ON counted (at);

CREATE TABLE known_places (
  "user" text COLLATE "C" NOT NULL REFERENCES users (id),
  place text COLLATE "C" NOT NULL CHECK (place <> ''),
  used_at bigint NOT NULL,
  PRIMARY KEY ("user", place)
);

CREATE TABLE notices (
  "user" text COLLATE "C" NOT NULL REFERENCES users (id),
  at bigint NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('linkIssued', 'secondFactorReset')),
  by text NOT NULL,
  PRIMARY KEY ("user", at, kind)
);

CREATE TABLE proposals (
  id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
  kind text NOT NULL CHECK (kind IN ('addUser', 'setGrants', 'enableUser', 'issueLink')),
  "user" text COLLATE "C" NOT NULL CHECK ("user" <> ''),
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  grants text NOT NULL CHECK (grants::json IS NOT NULL),
  proposed_by text COLLATE "C" NOT NULL REFERENCES users (id),
  proposed_at bigint NOT NULL
);

-- Looked up by, and so compared byte by byte as on SQLite.
ALTER TABLE audit_entries
  ALTER COLUMN actor TYPE text COLLATE "C",
  ALTER COLUMN action TYPE text COLLATE "C",
  ALTER COLUMN subject TYPE text COLLATE "C";
CREATE INDEX audit_entries_by_actor ON audit_entries (actor, number);
CREATE INDEX audit_entries_by_action ON audit_entries (action, number);
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, number);
`,
  async fill(client) {
    const taken = new Set<string>();
    const { rows } = await client.query<{ id: string; name: string }>(
      'SELECT id, name FROM users ORDER BY name',
    );
    for (const { id, name } of rows) {
      const key = freeNameKey(name, (tried) => taken.has(tried));
      taken.add(key);
      await client.query('UPDATE users SET name_key = $1 WHERE id = $2', [key, id]);
    }
    await client.query('CREATE UNIQUE INDEX users_by_name_key ON users (name_key)');
  },
};
