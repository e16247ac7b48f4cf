import { auditEvent, commandLine } from '../access/audit.ts';
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
    'Note the last audit entry it prints elsewhere: "manyi verify --audit-head" finds out if the chain is cut off.',
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, { to: { type: 'string' } });
    const path = required(values.to, 'to');
    return withStorage(settings, async (storage) => {
      const clock = Date.now;
      const entry = await storage.appendAudit(auditEvent({ clock }, commandLine, 'backupTaken', path));
      const { rows, digest } = await writeArchive(
        storage,
        path,
        { software: version, createdAt: clock() },
        undefined,
      );
      console.log(`${path}: ${describeRows(rows)}\ndigest ${digest}\nlast audit entry ${entry.hash}`);
      return 0;
    });
  },
};
