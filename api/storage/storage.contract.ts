import { describe, expect, it } from 'vitest';
import { describeAccess } from './contract/access.contract.ts';
import { describeArchive } from './contract/archive.contract.ts';
import { describeAudit } from './contract/audit.contract.ts';
import { describeExclusions } from './contract/exclusions.contract.ts';
import { describeImports } from './contract/imports.contract.ts';
import { describeHolding } from './contract/holding.contract.ts';
import { describeInvitations } from './contract/invitations.contract.ts';
import { describeKeys } from './contract/keys.contract.ts';
import { describeReleases } from './contract/releases.contract.ts';
import { describeResponses } from './contract/responses.contract.ts';
import { describeRoundTrips } from './contract/round-trips.contract.ts';
import { freshForEachTest, type OpenEmptyStorage } from './contract/subject.ts';
import { describeTables } from './contract/tables.contract.ts';
import { describeSignIn, describeUsers } from './contract/users.contract.ts';
import { describeDocuments, describeWaves } from './contract/waves.contract.ts';

/** What every engine keeps. An engine's own test calls this with a way to open it empty. */
export function describeStorage(name: string, open: OpenEmptyStorage): void {
  describe(name, () => {
    describeDocuments(open);
    describeWaves(open);
    describeResponses(open);
    describeRoundTrips(open);
    describeInvitations(open);
    describeHolding(open);
    describeImports(open);
    describeReleases(open);
    describeExclusions(open);
    describeUsers(open);
    describeSignIn(open);
    describeAccess(open);
    describeKeys(open);
    describeAudit(open);
    describeArchive(open);
    describeTables(open);

    describe('as a whole', () => {
      const subject = freshForEachTest(open);

      it('names the same migrations before and after reopening, each once', async () => {
        const applied = await subject.storage.appliedMigrations();
        expect(applied).toContain('0001-waves');
        expect(new Set(applied).size).toBe(applied.length);
        await subject.reopen();
        expect(await subject.storage.appliedMigrations()).toEqual(applied);
      });

      it('rejects every call once it is closed', async () => {
        const { storage } = subject;
        await storage.close();
        await expect(storage.waves()).rejects.toThrow(/is closed|is not open/);
        await expect(storage.recordResponses([])).rejects.toThrow(/is closed|is not open/);
      });
    });
  });
}
