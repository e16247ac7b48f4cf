import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { commandLine } from '../access/audit-event.ts';
import { importResponses } from '../imports/import-responses.ts';
import { undoImport } from '../imports/undo-import.ts';
import { holdImporting } from '../storage/open-storage.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { holding } from './holding.ts';
import { withManyi } from './with-manyi.ts';

export const importCommand: Command = {
  name: 'import',
  usage: 'import --programme <name> --mapping <name> --file <csv> | import --undo <id>',
  summary: 'Read past answers in by a mapping, all rows or none; or undo it while nothing is published.',
  async run(settings, parameters) {
    const { values } = readOptions(parameters, {
      programme: { type: 'string' },
      mapping: { type: 'string' },
      file: { type: 'string' },
      undo: { type: 'string' },
    });
    return withManyi(settings, async ({ deps }) => {
      if (values.undo !== undefined) {
        await undoImport(deps, values.undo, commandLine);
        console.log('undone');
        return 0;
      }
      const loaded = deps.programmes.get(required(values.programme, 'programme'));
      if (!loaded) throw new CommandError(`There is no programme "${values.programme}".`);
      const mapping = loaded.mappings.get(required(values.mapping, 'mapping'));
      if (!mapping) throw new CommandError(`There is no mapping "${values.mapping}".`);
      const path = required(values.file, 'file');
      if (!existsSync(path)) throw new CommandError(`There is no file ${path}.`);
      const wanted = {
        programme: loaded.programme,
        mapping,
        path,
        fileName: basename(path),
        fileHash: await hashOf(path),
        by: commandLine,
      };
      const result = await holding(holdImporting(settings.database), () =>
        importResponses(deps, wanted, ({ state, rowsRead, rowsStored }) => {
          if (process.stderr.isTTY)
            process.stderr.write(`\r${state}: ${rowsRead} read, ${rowsStored} stored `);
        }),
      );
      for (const { line, reason } of result.problems) console.error(`line ${line}: ${reason}`);
      console.log(
        `${result.state}: ${result.rowsStored} rows, waves ${result.waves.join(' ')} (import ${result.id})`,
      );
      return result.state === 'done' ? 0 : 1;
    });
  },
};

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
