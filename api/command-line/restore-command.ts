import { auditEvent, commandLine } from '../access/audit.ts';
import { describeRows } from '../archive/archive-lines.ts';
import { openArchive } from '../archive/read-archive.ts';
import { digestOf } from '../archive/write-archive.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore --from <file>',
  summary: 'Put a backup, or the export of one programme, into a database that does not have it.',
  details: [
    'All of it or nothing: a file that is torn or was changed is refused. What was put back is read again and',
    'its digest compared. MANYI_DATABASE says where to; it may be of the other engine.',
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, { from: { type: 'string' } });
    const path = required(values.from, 'from');
    return withStorage(settings, async (storage) => {
      const { head, pages, end } = await openArchive(path);
      if ((await storage.restoreArchive(pages)) === 'occupied') {
        const what = head.programme === undefined ? 'an empty database' : `one without ${head.programme}`;
        throw new CommandError(
          `The database holds some of this already. Restore into ${what}; nothing was changed.`,
        );
      }
      const { rows, digest } = await digestOf(storage, head.programme);
      if (digest !== end().digest) {
        throw new Error(
          `What was put back has the digest ${digest}, and the archive ${end().digest}. Do not use it.`,
        );
      }
      const event = auditEvent({ clock: Date.now }, commandLine, 'archiveRestored', path, {
        digest,
        programme: head.programme,
      });
      await storage.appendAudit(event);
      console.log(`restored ${describeRows(rows)}\ndigest ${digest}, as in the archive`);
      return 0;
    });
  },
};
