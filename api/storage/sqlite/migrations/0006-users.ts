import type { Migration } from './migration.ts';

export const users: Migration = {
  name: '0006-users',
  sql: `
CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  password_hash TEXT CHECK (password_hash <> ''),
  is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1))
) STRICT;

CREATE TABLE grants (
  user TEXT NOT NULL REFERENCES users (id),
  programme TEXT NOT NULL CHECK (programme <> ''),
  role TEXT NOT NULL CHECK (role IN ('administrator', 'evaluator', 'official')),
  PRIMARY KEY (user, programme, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT NOT NULL PRIMARY KEY CHECK (token_hash <> ''),
  user TEXT NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user);

CREATE TABLE sign_in_links (
  token_hash TEXT NOT NULL PRIMARY KEY CHECK (token_hash <> ''),
  user TEXT NOT NULL REFERENCES users (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('setPassword', 'signIn')),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failures (
  key TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_failures_by_key ON sign_in_failures (key, at);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at);
`,
};
