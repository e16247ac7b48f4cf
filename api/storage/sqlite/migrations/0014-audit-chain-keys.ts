import type { Migration } from './migration.ts';

export const auditChainKeys: Migration = {
  name: '0014-audit-chain-keys',
  sql: `
ALTER TABLE audit_entries ADD COLUMN seal TEXT CHECK (seal <> '');

-- The chain itself says from when on its entries bear seals; there is no way back.
CREATE TRIGGER audit_entries_stay_sealed BEFORE INSERT ON audit_entries
WHEN NEW.seal IS NULL
  AND EXISTS (SELECT 1 FROM audit_entries WHERE number = NEW.number - 1 AND seal IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'behind an audit entry with a seal each one bears a seal'); END;
`,
};
