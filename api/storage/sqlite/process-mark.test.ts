import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMarkedImporting, markImporting, markServing } from './process-mark.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-mark-'));
  file = join(directory, 'manyi.db');
});
afterEach(() => rm(directory, { recursive: true }));

/** A process that holds a lock on a mark, as ours do, until it is killed. */
async function otherProcess(mark: string, hold: string): Promise<() => Promise<void>> {
  const script = `
    const mark = new (require('better-sqlite3'))(${JSON.stringify(`${file}-${mark}`)});
    mark.exec('CREATE TABLE IF NOT EXISTS holder (who TEXT NOT NULL) STRICT');
    mark.exec("DELETE FROM holder; INSERT INTO holder VALUES ('manyi serve (process 4711 on elsewhere)')");
    mark.exec(${JSON.stringify(hold)});
    mark.prepare('SELECT * FROM holder').get();
    process.stdout.write('held');
    setInterval(() => mark, 1000);`;
  const child = spawn(process.execPath, ['--input-type=commonjs', '--eval', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}

describe('the mark of the process that serves', () => {
  it('is one for one file, by whatever links it is named', async () => {
    await writeFile(file, '');
    const alias = join(directory, 'elsewhere', 'other.db');
    await mkdir(join(directory, 'elsewhere'));
    await symlink(file, alias);
    await symlink(directory, join(directory, 'folder'));
    const mark = markServing(file, 'manyi serve');
    for (const name of [alias, join(directory, 'folder', 'manyi.db')]) {
      expect(() => markServing(name, 'manyi serve')).toThrow(/in use by manyi serve/);
    }
    const importing = markImporting(alias);
    expect(isMarkedImporting(file)).toBe(true);
    importing.release();
    mark.release();
  });

  it('is had by one, whose name the next is told', () => {
    const mark = markServing(file, 'manyi serve');
    expect(() => markServing(file, 'manyi demonstrate')).toThrow(
      new RegExp(`${file} is in use by manyi serve \\(process ${process.pid} on`),
    );
    mark.release();
    markServing(file, 'manyi demonstrate').release();
  });

  it('names a process that is not ours, and is free at once when that is killed', async () => {
    const kill = await otherProcess('serving', 'BEGIN IMMEDIATE');
    expect(() => markServing(file, 'manyi serve')).toThrow(
      /in use by manyi serve \(process 4711 on elsewhere\)/,
    );
    await kill();
    markServing(file, 'manyi serve').release();
  });

  it('is had by one of many that ask at once', () => {
    const marks = Array.from({ length: 5 }, () => {
      try {
        return markServing(file, 'manyi serve');
      } catch {
        return undefined;
      }
    });
    expect(marks.filter((mark) => mark !== undefined)).toHaveLength(1);
    for (const mark of marks) mark?.release();
  });
});

describe('the mark of processes that import', () => {
  it('is had by any number, and is gone with the last', () => {
    expect(isMarkedImporting(file)).toBe(false);
    const marks = [markImporting(file), markImporting(file)];
    expect(isMarkedImporting(file)).toBe(true);
    marks[0]!.release();
    expect(isMarkedImporting(file)).toBe(true);
    marks[1]!.release();
    expect(isMarkedImporting(file)).toBe(false);
  });

  it('ends with a process that is killed', async () => {
    const kill = await otherProcess('importing', 'BEGIN');
    expect(isMarkedImporting(file)).toBe(true);
    await kill();
    expect(isMarkedImporting(file)).toBe(false);
  });
});
