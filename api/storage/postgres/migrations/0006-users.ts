import type { Migration } from './migration.ts';

export const users: Migration = {
  name: '0006-users',
  sql: `
CREATE TABLE users (
  id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
  name text COLLATE "C" NOT NULL UNIQUE CHECK (name <> ''),
  password_hash text CHECK (password_hash <> ''),
  is_disabled boolean NOT NULL
);

CREATE TABLE grants (
  "user" text COLLATE "C" NOT NULL REFERENCES users (id),
  programme text COLLATE "C" NOT NULL CHECK (programme <> ''),
  role text COLLATE "C" NOT NULL CHECK (role IN ('administrator', 'evaluator', 'official')),
  PRIMARY KEY ("user", programme, role)
);

CREATE TABLE sessions (
  token_hash text COLLATE "C" NOT NULL PRIMARY KEY CHECK (token_hash <> ''),
  "user" text COLLATE "C" NOT NULL REFERENCES users (id),
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL
);

CREATE INDEX sessions_by_user ON sessions ("user");

CREATE TABLE sign_in_links (
  token_hash text COLLATE "C" NOT NULL PRIMARY KEY CHECK (token_hash <> ''),
  "user" text COLLATE "C" NOT NULL REFERENCES users (id),
  purpose text NOT NULL CHECK (purpose IN ('setPassword', 'signIn')),
  expires_at bigint NOT NULL
);

CREATE TABLE sign_in_failures (
  key text COLLATE "C" NOT NULL,
  at bigint NOT NULL
);

CREATE INDEX sign_in_failures_by_key ON sign_in_failures (key, at);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at);
`,
};
