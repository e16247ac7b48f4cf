import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvFile } from '../../core/csv.ts';
import { readCsv } from './read-csv.ts';

it('reads from a file of ours the texts that were written, formulas too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-csv-'));
  const path = join(folder, 'file.csv');
  const text = fc
    .array(fc.constantFrom('=', '-', '@', "'", ';', '\t', '\n', '"', ',', ' ', '1', '松月'), { maxLength: 8 })
    .map((each) => each.join(''));
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1 }), async (rows) => {
        await writeFile(path, csvFile([['=first', "'second"], ...rows]));
        const read: unknown[] = [];
        for await (const { cells } of readCsv(path, { delimiter: ',', encoding: 'utf-8' })) read.push(cells);
        expect(read).toEqual(rows.map(([first, second]) => ({ '=first': first, "'second": second })));
      }),
      { numRuns: 200 },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
