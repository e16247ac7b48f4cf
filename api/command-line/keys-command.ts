import { auditEvent, commandLine } from '../access/audit-event.ts';
import { auditKey } from '../keys/audit-key.ts';
import type { Storage } from '../storage/storage.ts';
import { makeKeysFile, readKeysFile } from '../keys/keys-file.ts';
import { keysPathOf, openKeys } from '../keys/open-keys.ts';
import { holdServing } from '../storage/open-storage.ts';
import { CommandError, readOptions, type Command } from './command.ts';
import { withDatabase } from './with-storage.ts';

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys | keys adopt --instead-of <fingerprint> [--giving-up <answers>]',
  summary: 'Show which keys file the database was filled with, or go on with another one.',
  details: [
    'The file of keys (MANYI_KEYS) is the same on all nodes and is in no backup: keep a copy of it elsewhere.',
    'When it is lost for good, "adopt" goes on with the file that is there, or makes a new one. What the old keys made',
    'stays as it is and can no longer be read or checked: backups, receipts,',
    'second factors, the hashes of answers, and answers by invitation whose wave is not sealed yet: their number has',
    'to be said with --giving-up. The audit chain says when it was done. Stop all nodes before (on SQLite it is refused',
    'while one serves);',
    'on PostgreSQL run it as the owner of the tables.',
  ],
  run(settings, parameters) {
    const { values, positionals } = readOptions(
      parameters,
      { 'instead-of': { type: 'string' }, 'giving-up': { type: 'string' } },
      1,
    );
    const [verb = 'show'] = positionals;
    const path = keysPathOf(settings);
    return withDatabase(settings, async (storage) => {
      if (verb === 'show') {
        const { fingerprint } = await openKeys(storage, path, false);
        console.log(`${path}\n${fingerprint}`);
        return 0;
      }
      if (verb !== 'adopt') throw new CommandError('Say nothing to see the keys, or adopt.');
      const known = await storage.keysFingerprint();
      if (known === undefined)
        throw new CommandError('This database knows no keys yet: the first start notes them.');
      if (values['instead-of'] !== known) {
        throw new CommandError(
          `This database was filled with the keys ${known}. To give them up: manyi keys adopt --instead-of ${known}`,
        );
      }
      const held = await heldInAll(storage);
      if (held > 0 && values['giving-up'] !== String(held)) {
        throw new CommandError(
          `${held} answers by invitation wait for their waves to be sealed and can be read only with the keys ${known}. ` +
            'Look for that file: with another one these answers are lost for good. ' +
            `If it cannot be found: manyi keys adopt --instead-of ${known} --giving-up ${held}`,
        );
      }
      if (!(await readKeysFile(path))) await makeKeysFile(path);
      const keys = (await readKeysFile(path))!;
      const { fingerprint } = keys;
      if (fingerprint === known)
        throw new CommandError(`${path} holds the keys the database knows. Nothing to do.`);
      // A server that runs would go on with the old keys: what it takes then could never be read.
      const mark = holdServing(settings.database, 'manyi keys adopt');
      await storage.useAuditKey(auditKey(keys));
      const details = { instead: known, fingerprint, ...(held > 0 ? { givenUp: held } : {}) };
      const event = auditEvent({ clock: Date.now }, commandLine, 'keysAdopted', fingerprint, details);
      const isNoted = await storage.noteKeys(fingerprint, known, event).finally(() => mark.release());
      if (!isNoted) {
        throw new CommandError(
          'Somebody else adopted keys at the same moment. Look again with "manyi keys".',
        );
      }
      console.log(`${path}\n${fingerprint}, instead of ${known}`);
      return 0;
    });
  },
};

/** Answers that nobody can read without the keys they were sealed with. */
async function heldInAll(storage: Pick<Storage, 'waves' | 'countHeld'>): Promise<number> {
  let all = 0;
  for (const { id } of await storage.waves()) {
    for (const { held } of await storage.countHeld(id)) all += held;
  }
  return all;
}
