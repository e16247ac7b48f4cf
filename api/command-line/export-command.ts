import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditEvent, commandLine } from '../access/audit.ts';
import { exportResponses } from '../actions/export-responses.ts';
import { existingWave } from '../actions/pin-programme.ts';
import { describeRows } from '../archive/archive-lines.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { version } from '../../package.json';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: 'export --programme <name> --to <file> | export --wave <id> --to <csv>',
  summary: 'Write a whole programme for another database, or the responses of a wave as CSV.',
  details: [
    'A programme is exported without people and audit chain; "manyi restore" puts it into a database of either',
    'engine that does not have it.',
  ],
  run(settings, parameters) {
    const { values } = readOptions(parameters, {
      programme: { type: 'string' },
      wave: { type: 'string' },
      to: { type: 'string' },
    });
    const path = required(values.to, 'to');
    return withStorage(settings, async (storage) => {
      const clock = Date.now;
      if (values.wave !== undefined) {
        const wave = await existingWave(storage, values.wave);
        await storage.appendAudit(auditEvent({ clock }, commandLine, 'responsesExported', wave.id));
        await pipeline(
          Readable.from(exportResponses(storage, wave)),
          createWriteStream(path, { flags: 'wx', mode: 0o600 }),
        );
        console.log(`${path}: the responses of ${wave.id}`);
        return 0;
      }
      const programme = required(values.programme, 'programme');
      if ((await storage.waves(programme)).length === 0) {
        throw new CommandError(`There is no wave of a programme "${programme}".`);
      }
      await storage.appendAudit(auditEvent({ clock }, commandLine, 'programmeExported', programme));
      const head = { software: version, createdAt: clock(), programme };
      const { rows, digest } = await writeArchive(storage, path, head, undefined);
      console.log(`${path}: ${describeRows(rows)}\ndigest ${digest}`);
      return 0;
    });
  },
};
