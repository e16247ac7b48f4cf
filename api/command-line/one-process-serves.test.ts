import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtScript } from '../built-script.ts';

const root = join(import.meta.dirname, '..', '..');
const upload = '3b241101-e2bb-4255-8caf-4136c566a962.csv';

let directory: string;
let started: ChildProcess[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-process-'));
  started = [];
});
afterEach(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(directory, { recursive: true });
});

/** Runs the built product, until it ends or prints what is waited for. */
async function manyi(words: readonly string[], until = /^$/) {
  const child = spawn(process.execPath, [fileURLToPath(builtScript('manyi')), ...words], {
    cwd: root,
    env: {
      ...process.env,
      MANYI_DATABASE: `sqlite:${join(directory, 'manyi.db')}`,
      MANYI_TEMPORARY: join(directory, 'uploads'),
      MANYI_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let printed = '';
  const ended = once(child, 'close') as Promise<[number | null]>;
  const seen = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (until.test(printed)) resolve();
      });
    }
  });
  await Promise.race([ended, seen]);
  return { child, status: child.exitCode, printed, ended };
}
const serve = () => manyi(['serve'], /Choose the administrator's password/);

describe('a SQLite file', () => {
  it('gets no other keys while it is served: what is taken then could never be read', async () => {
    const first = await serve();
    const [, known] = (await manyi(['keys'])).printed.trim().split('\n');
    await rm(join(directory, 'keys.json'));
    const adopt = ['keys', 'adopt', '--instead-of', known!];
    const refused = await manyi(adopt);
    expect(refused.printed).toContain('in use by manyi serve');
    first.child.kill('SIGTERM');
    await first.ended;
    const adopted = await manyi(adopt);
    expect(adopted.printed).toContain(`instead of ${known}`);
  });

  it('has its people looked after from the machine', async () => {
    expect((await manyi(['user', '--name', 'Li Wei', '--role', 'administrator'])).printed).toContain('enter');
    expect((await manyi(['user', 'list'])).printed).toContain('Li Wei');
    for (const verb of ['disable', 'enable', 'link', 'reset-second-factor']) {
      const { printed } = await manyi(['user', verb, 'Li', 'Wei']);
      expect(printed).not.toContain('a word too many');
    }
  });

  it('is served by one process at a time, however that ends, while commands go on', async () => {
    const first = await serve();
    const second = await serve();
    expect(second.status).toBe(1);
    expect(second.printed).toContain(`in use by manyi serve (process ${first.child.pid} on`);
    const commands = [['wave', 'list'], ['verify'], ['backup', '--to', join(directory, 'backup')]];
    for (const command of commands) expect(await manyi(command)).toMatchObject({ status: 0 });
    const restore = await manyi(['restore', '--from', join(directory, 'backup')]);
    expect(restore.printed).toContain('in use by manyi serve');
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await serve()).status).toBeNull();
  }, 60_000);

  it('and what stands beside it are for their owner alone, and uploads left behind are gone', async () => {
    const first = await serve();
    first.child.kill('SIGKILL');
    await first.ended;
    const uploads = join(directory, 'uploads');
    await mkdir(uploads, { recursive: true });
    await writeFile(join(uploads, upload), 'score');
    // As a version of before left them.
    for (const name of ['manyi.db', 'manyi.db-wal']) await chmod(join(directory, name), 0o644);
    await serve();
    const files = (await readdir(directory)).filter((name) => name !== 'uploads');
    expect(files).toEqual(
      expect.arrayContaining(['keys.json', 'manyi.db', 'manyi.db-wal', 'manyi.db-serving']),
    );
    for (const name of files) {
      expect([name, (await stat(join(directory, name))).mode & 0o077]).toEqual([name, 0]);
    }
    expect(await readdir(uploads)).toEqual([]);
  }, 60_000);
});
