import { describeRows } from '../archive/archive-lines.ts';
import { restoreArchive } from '../archive/restore-archive.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore --from <file>',
  summary: 'Put a backup, or the export of one programme, into a database that does not have it.',
  details: [
    'All of it or nothing: a file that is torn or was changed is refused, and nothing of it stays. MANYI_DATABASE',
    'says where to; it may be of the other engine.',
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, { from: { type: 'string' } });
    const path = required(values.from, 'from');
    return withStorage(settings, async (storage) => {
      const { outcome, head, end } = await restoreArchive(storage, path, { unauthenticated: true });
      if (outcome === 'occupied') {
        const what = head.programme === undefined ? 'an empty database' : `one without ${head.programme}`;
        throw new CommandError(
          `The database holds some of this already. Restore into ${what}; nothing was changed.`,
        );
      }
      console.log(`restored ${describeRows(end.rows)}\ndigest ${end.digest}, as in the archive`);
      return 0;
    });
  },
};
