import type { Migration } from './migration.ts';

export const auditChainKeys: Migration = {
  name: '0014-audit-chain-keys',
  sql: `
ALTER TABLE audit_entries ADD COLUMN seal text COLLATE "C" CHECK (seal <> '');

-- The chain itself says from when on its entries bear seals; there is no way back.
CREATE FUNCTION refuse_audit_entry_without_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit_entries WHERE number = NEW.number - 1 AND seal IS NOT NULL) THEN
    RAISE EXCEPTION 'behind an audit entry with a seal each one bears a seal'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION refuse_audit_entry_without_seal() SET search_path = %I, pg_temp', current_schema());
END $$;
CREATE TRIGGER audit_entries_stay_sealed BEFORE INSERT ON audit_entries
FOR EACH ROW WHEN (NEW.seal IS NULL) EXECUTE FUNCTION refuse_audit_entry_without_seal();
`,
};
