import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ended, kill, startChild } from './children.ts';
import { product } from './product.ts';

export { freePort } from '../../api/storage/postgres/testing/free-port.ts';

export interface ServerOptions {
  /** Holds the database and the uploads. */
  readonly folder: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What the server is started through, such as `nsenter`; it must become the server, not its parent. */
  readonly through?: readonly string[];
  /** Node's parameters, where it is not the product that is tried. */
  readonly program?: readonly string[];
}

export interface Server {
  readonly port: number;
  readonly address: string;
  readonly pid: number;
  readonly readyAfterMilliseconds: number;
  readonly printed: () => string;
  /** As a power cut would: nothing is finished. */
  readonly kill: () => Promise<void>;
  /** As an administrator would; killed when it has not ended within 15 s. */
  readonly stop: () => Promise<{ readonly status: number | null; readonly milliseconds: number }>;
  readonly hasEnded: () => boolean;
  /** Resident memory now, and the most since the start or the last `forgetPeak`. Linux only. */
  readonly memoryMebibytes: () => { readonly now: number; readonly peak: number };
  readonly forgetPeak: () => void;
}

const MOST_START_MILLISECONDS = 60_000;
const MOST_STOP_MILLISECONDS = 15_000;

export const databaseFile = (folder: string) => join(folder, 'manyi.db');

/** Starts the built server and waits until it says that it is ready. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { folder, port, env = {}, through = [] } = options;
  const program = options.program ?? [product, 'serve'];
  const [command, ...parameters] = [...through, process.execPath, ...program];
  const began = performance.now();
  const child = startChild(command!, parameters, {
    env: {
      ...process.env,
      MANYI_HOST: '127.0.0.1',
      MANYI_PORT: String(port),
      MANYI_DATABASE: `sqlite:${databaseFile(folder)}`,
      MANYI_TEMPORARY: join(folder, 'uploads'),
      MANYI_KEYS: join(folder, 'keys.json'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-100_000)));
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const address = `http://127.0.0.1:${port}`;

  while ((await readiness(address)) !== 200) {
    if (hasEnded()) throw new NotStarted(child.exitCode, printed);
    if (performance.now() - began > MOST_START_MILLISECONDS) {
      await kill(child);
      throw new Error(`the server was not ready within a minute:\n${printed}`);
    }
    await wait(10);
  }
  return {
    port,
    address,
    pid: child.pid!,
    readyAfterMilliseconds: performance.now() - began,
    printed: () => printed,
    hasEnded,
    kill: () => kill(child),
    async stop() {
      const asked = performance.now();
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), MOST_STOP_MILLISECONDS);
      const status = await ended(child);
      clearTimeout(patience);
      return { status, milliseconds: performance.now() - asked };
    },
    memoryMebibytes() {
      const text = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const kibibytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]);
      return { now: kibibytes('VmRSS') / 1024, peak: kibibytes('VmHWM') / 1024 };
    },
    forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
  };
}

/** The server ended before it was ready. */
export class NotStarted extends Error {
  constructor(status: number | null, printed: string) {
    super(`the server ended with ${status ?? 'a signal'} before it was ready:\n${printed}`);
  }
}

/** The status of `/readyz`, 0 while nobody answers. */
export async function readiness(address: string): Promise<number> {
  try {
    const reply = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5000) });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return 0;
  }
}
