import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditEvent, commandLine } from '../access/audit-event.ts';
import { exportFormatNames, exportFormats } from '../exports/formats/export-formats.ts';
import { responseTable } from '../exports/response-table.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { archiveKey } from '../archive/archive-key.ts';
import { describeRows } from '../archive/archive-lines.ts';
import { writeArchive } from '../archive/write-archive.ts';
import type { Storage } from '../storage/storage.ts';
import { version } from '../../package.json';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: `export --programme <name> --to <file> [--plain] | export --wave <id> --to <file> [--format ${exportFormatNames.join('|')}]`,
  summary: 'Write a whole programme for another database, or the responses of a wave as a table.',
  details: [
    'A programme is exported without people and audit chain; "manyi restore" puts it into a database of either',
    'engine that does not have it. It is sealed with the file of keys, so that only machines with the same file can',
    'open it; to hand it to somebody else, --plain leaves the seal away.',
    'Responses are written as CSV unless --format says otherwise:',
    ...exportFormatNames.map((name) => `${name}: ${exportFormats[name].called}`),
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, {
      programme: { type: 'string' },
      wave: { type: 'string' },
      to: { type: 'string' },
      format: { type: 'string' },
      plain: { type: 'boolean', default: false },
    });
    const path = required(values.to, 'to');
    const format = formatNamed(values.format);
    return withStorage(settings, async (storage, keys) => {
      const clock = Date.now;
      if (values.wave !== undefined) {
        const wave = await existingWave(storage, values.wave);
        await storage.appendAudit(auditEvent({ clock }, commandLine, 'responsesExported', wave.id));
        const table = await responseTable(storage, keys, wave);
        await pipeline(
          Readable.from(format.write(table)),
          createWriteStream(path, { flags: 'wx', mode: 0o600 }),
        );
        console.log(`${path}: the responses of ${wave.id}`);
        return 0;
      }
      const programme = required(values.programme, 'programme');
      if (values.plain) await refuseHeld(storage, programme);
      if ((await storage.waves(programme)).length === 0) {
        throw new CommandError(`There is no wave of a programme "${programme}".`);
      }
      await storage.appendAudit(auditEvent({ clock }, commandLine, 'programmeExported', programme));
      const head = { software: version, createdAt: clock(), programme, hashedWith: keys.fingerprint };
      const { rows, digest } = await writeArchive(
        storage,
        path,
        head,
        values.plain ? undefined : archiveKey(keys),
      );
      console.log(`${path}: ${describeRows(rows)}\ndigest ${digest}`);
      console.log(
        values.plain
          ? 'NOT SEALED: everybody who gets the file can read it, and change it. Tell the digest by another way.'
          : `sealed with the keys ${keys.fingerprint}: only machines with this file of keys can open it`,
      );
      return 0;
    });
  },
};

function formatNamed(name = 'csv') {
  const known = exportFormatNames.find((each) => each === name);
  if (known) return exportFormats[known];
  throw new CommandError(`There is no format "${name}"; there are ${exportFormatNames.join(', ')}.`);
}

/** Whoever gets a plain file has other keys, and could never read what is held. */
async function refuseHeld(storage: Pick<Storage, 'waves' | 'countHeld'>, programme: string): Promise<void> {
  for (const { id } of await storage.waves(programme)) {
    const held = (await storage.countHeld(id)).reduce((sum, batch) => sum + batch.held, 0);
    if (held > 0) {
      throw new CommandError(
        `${held} answers by invitation of wave ${id} are held until it is sealed, and can be read with the keys of ` +
          'this machine only. Close and seal it first, or leave --plain away and copy the file of keys as well.',
      );
    }
  }
}
