import { auditEvent, commandLine } from '../access/audit-event.ts';
import { archiveKey } from '../archive/archive-key.ts';
import { describeRows } from '../archive/archive-lines.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { version } from '../../package.json';
import { readOptions, required, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup --to <file>',
  summary: 'Write everything to one file, as of one moment, also while the platform runs.',
  details: [
    'Holds every answer that was acknowledged before the command began, for "manyi restore" into either engine.',
    'It is sealed with the file of keys, which is not in it: keep a copy of that file elsewhere.',
    'Note the last audit entry it prints elsewhere: "manyi verify --audit-head" finds out if the chain is cut off.',
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, { to: { type: 'string' } });
    const path = required(values.to, 'to');
    return withStorage(settings, async (storage, keys) => {
      const clock = Date.now;
      const entry = await storage.appendAudit(auditEvent({ clock }, commandLine, 'backupTaken', path));
      const { rows, digest } = await writeArchive(
        storage,
        path,
        { software: version, createdAt: clock(), hashedWith: keys.fingerprint },
        archiveKey(keys),
      );
      console.log(
        `${path}: ${describeRows(rows)}\ndigest ${digest}\nsealed with the keys ${keys.fingerprint}\nlast audit entry ${entry.hash}`,
      );
      return 0;
    });
  },
};
