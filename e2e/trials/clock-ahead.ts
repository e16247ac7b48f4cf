import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Node's parameters that let a program and its threads live so many days ahead; to stand before the program. */
export async function daysAhead(folder: string, days: number): Promise<readonly string[]> {
  const path = join(folder, `ahead-by-${days}.mjs`);
  const milliseconds = days * 24 * 60 * 60_000;
  await writeFile(
    path,
    `const now = Date.now;
     globalThis.Date = class extends Date {
       constructor(...given) { given.length === 0 ? super(now() + ${milliseconds}) : super(...given); }
       static now() { return now() + ${milliseconds}; }
     };`,
  );
  return ['--import', path];
}
