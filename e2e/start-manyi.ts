import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A running demonstration of its own, with what it printed: journeys know no more than a person would. */
export interface RunningManyi {
  readonly address: string;
  readonly survey: string;
  readonly invitation: string;
  readonly evaluatorLink: string;
  readonly officialLink: string;
  readonly auditorLink: string;
  readonly administratorLink: string;
  readonly stop: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '..');

/** Starts the built server on a free port with an empty database in a folder of its own. */
export async function startManyi(): Promise<RunningManyi> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-journey-'));
  const server = spawn(process.execPath, [join(root, 'dist', 'server', 'manyi.js'), 'demonstrate'], {
    cwd: root,
    env: {
      ...process.env,
      MANYI_HOST: '127.0.0.1',
      MANYI_PORT: '0',
      MANYI_DATABASE: `sqlite:${join(folder, 'manyi.db')}`,
      MANYI_TEMPORARY: join(folder, 'uploads'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = await outputUntil(server, /administrator\s+http\S+/);
  const find = (pattern: RegExp) => {
    const found = pattern.exec(printed)?.[1];
    if (found === undefined) throw new Error(`the demonstration did not print ${pattern}:\n${printed}`);
    return found;
  };
  const address = find(/home\s+(http:\/\/[^/\s]+)/);
  const here = (link: string) => address + new URL(link).pathname;
  return {
    address,
    survey: find(/open survey\s+(http\S+)/),
    invitation: here(find(/one-time invitation\s+(http\S+)/)),
    evaluatorLink: find(/evaluator\s+(http\S+)/),
    officialLink: find(/official\s+(http\S+)/),
    auditorLink: find(/auditor\s+(http\S+)/),
    administratorLink: find(/administrator\s+(http\S+)/),
    async stop() {
      const ended = new Promise((end) => server.once('exit', end));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function outputUntil(server: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((found, failed) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) found(text);
    };
    server.stdout!.on('data', read);
    server.stderr!.on('data', read);
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}:\n${text}`)));
  });
}
