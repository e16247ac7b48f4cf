import { peopleToMend } from '../access/people-to-mend.ts';
import { archiveKey } from '../archive/archive-key.ts';
import { checkArchive } from '../archive/read-archive.ts';
import { describeRows } from '../archive/archive-lines.ts';
import { readKeysFile, saysAuditIsSealed } from '../keys/keys-file.ts';
import { keysPathOf, openKeys } from '../keys/open-keys.ts';
import type { Settings } from '../settings.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { readOptions, type Command } from './command.ts';
import { withDatabase } from './with-storage.ts';

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify [--audit-head <hash>] | verify --archive <file>',
  summary: 'Check that everything is whole: the database, each answer once, releases, the audit chain.',
  details: ['Exit status 1 when something is not; each fault is a sentence that names what it is about.'],
  async run(settings, parameters) {
    const { values } = readOptions(parameters, {
      'audit-head': { type: 'string' },
      archive: { type: 'string' },
    });
    if (values.archive !== undefined) return verifyArchive(settings, values.archive);
    return withDatabase(settings, async (storage) => {
      const path = keysPathOf(settings);
      const keys = await openKeys(storage, path);
      const findings = await verifyStorage(storage, keys, {
        isAuditSealed: await saysAuditIsSealed(path),
        ...(values['audit-head'] === undefined ? {} : { auditHead: values['audit-head'] }),
      });
      for (const { check, examined, faults } of findings) {
        console.log(`${faults.length === 0 ? 'ok   ' : 'FAULT'}  ${check}: ${examined} examined`);
        for (const fault of faults) console.log(`         ${fault}`);
      }
      for (const sentence of peopleToMend(await storage.users())) console.log(`note   ${sentence}`);
      const head = await storage.lastAudit();
      if (head) console.log(`last audit entry ${head.hash}`);
      return findings.every(({ faults }) => faults.length === 0) ? 0 : 1;
    });
  },
};

async function verifyArchive(settings: Settings, path: string): Promise<number> {
  const keys = await readKeysFile(keysPathOf(settings));
  const opening = { ...(keys ? { key: archiveKey(keys) } : {}), unauthenticated: true };
  const { head, end } = await checkArchive(path, opening);
  const { rows, digest } = end;
  console.log(`ok     ${path}: ${describeRows(rows)}\ndigest ${digest}`);
  console.log(
    head.key === undefined
      ? 'NOT SEALED: whole, and nothing proves who made it'
      : `sealed with the keys ${head.key}`,
  );
  return 0;
}
