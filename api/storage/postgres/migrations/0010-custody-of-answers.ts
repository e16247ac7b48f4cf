import type { Migration } from './migration.ts';

export const custodyOfAnswers: Migration = {
  name: '0010-custody-of-answers',
  sql: `
-- By which the file of keys is known again; the keys are never in the database.
CREATE TABLE known_keys (
  place integer NOT NULL PRIMARY KEY CHECK (place = 1),
  fingerprint text COLLATE "C" NOT NULL CHECK (fingerprint <> '')
);
`,
};
