import { archiveKey } from '../archive/archive-key.ts';
import { describeRows } from '../archive/archive-lines.ts';
import { restoreArchive } from '../archive/restore-archive.ts';
import { auditKey } from '../keys/audit-key.ts';
import { readKeysFile } from '../keys/keys-file.ts';
import { keysPathOf, openKeys } from '../keys/open-keys.ts';
import { holdServing } from '../storage/open-storage.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { holding } from './holding.ts';
import { withDatabase } from './with-storage.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore --from <file> [--unauthenticated]',
  summary: 'Put a backup, or the export of one programme, into a database that does not have it.',
  details: [
    'All of it or nothing: a file that is torn, was changed or was sealed with other keys is refused, and nothing of it',
    'stays. MANYI_DATABASE says where to; it may be of the other engine. MANYI_KEYS names the keys file of the machine',
    'that made the backup: the restored database goes on with it.',
    'A SQLite file that is being served is not restored into: stop the platform first.',
    'Backups of before there were keys, and exports with --plain, are not sealed: nothing proves who made them. They',
    'are put back with --unauthenticated only.',
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, {
      from: { type: 'string' },
      unauthenticated: { type: 'boolean', default: false },
    });
    const path = required(values.from, 'from');
    const keysPath = keysPathOf(settings);
    const mark = holdServing(settings.database, 'manyi restore');
    return holding(mark, () =>
      withDatabase(settings, async (storage) => {
        // A database that has keys is asked for them before; one that has none notes them when all of it is there.
        if ((await storage.keysFingerprint()) !== undefined) await openKeys(storage, keysPath, false);
        const keys = await readKeysFile(keysPath);
        if (keys) await storage.useAuditKey(auditKey(keys));
        const { outcome, head, end } = await restoreArchive(storage, path, {
          ...(keys ? { key: archiveKey(keys), auditKey: auditKey(keys) } : {}),
          unauthenticated: values.unauthenticated,
        });
        if (outcome === 'occupied') {
          const what = head.programme === undefined ? 'an empty database' : `one without ${head.programme}`;
          throw new CommandError(
            `The database holds some of this already. Restore into ${what}; nothing was changed.`,
          );
        }
        await openKeys(storage, keysPath);
        console.log(`restored ${describeRows(end.rows)}\ndigest ${end.digest}, as in the archive`);
        if (head.key === undefined) console.warn(UNPROVEN);
        else console.log(`sealed with the keys ${head.key}`);
        return 0;
      }),
    );
  },
};

const UNPROVEN =
  'NOT SEALED: nothing proves who made this file. Look at the people ("verify" replays what they were given) and ' +
  'compare the digest with the one its maker tells you, before you go on with it.';
