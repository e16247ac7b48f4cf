import type { Migration } from './migration.ts';

export const audit: Migration = {
  name: '0007-audit',
  sql: `
CREATE TABLE audit_entries (
  number bigint NOT NULL PRIMARY KEY CHECK (number >= 1),
  previous text NOT NULL,
  hash text COLLATE "C" NOT NULL UNIQUE CHECK (hash <> ''),
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL CHECK (action <> ''),
  subject text NOT NULL,
  details text NOT NULL CHECK (details::json IS NOT NULL)
);

CREATE TRIGGER audit_entries_are_not_changed BEFORE UPDATE ON audit_entries
FOR EACH ROW EXECUTE FUNCTION refuse('an audit entry is never changed');

CREATE TRIGGER audit_entries_are_not_removed BEFORE DELETE ON audit_entries
FOR EACH ROW EXECUTE FUNCTION refuse('an audit entry is never removed');

CREATE TRIGGER audit_entries_are_not_emptied BEFORE TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse('an audit entry is never removed');

CREATE FUNCTION continue_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM audit_entries)
    OR NEW.previous <> coalesce((SELECT hash FROM audit_entries WHERE number = NEW.number - 1), NEW.previous)
  THEN
    RAISE EXCEPTION 'an audit entry continues the last one' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_entries_are_chained BEFORE INSERT ON audit_entries
FOR EACH ROW EXECUTE FUNCTION continue_audit_chain();

-- Written to find out whether the server takes anything.
CREATE TABLE node_marks (
  node text COLLATE "C" NOT NULL PRIMARY KEY CHECK (node <> ''),
  at bigint NOT NULL
);
`,
};
