import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What this process has started and made, so that nothing of it is left behind, whatever happens. */
const children = new Set<ChildProcess>();
const folders = new Set<string>();

export function startChild(
  command: string,
  parameters: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const child = spawn(command, parameters, options);
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/** A second entrance of this bundle: a process of its own for work that would hold up the trial. */
export function startPart(
  name: string,
  parameters: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  return startChild(process.execPath, [process.argv[1]!, 'part', name, ...parameters], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...options,
  });
}

/** Resolves with the exit status, null when a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `manyi-trial-${name}-`));
  folders.add(folder);
  return folder;
}

/** Ends what still runs, each by its own number, and removes the folders once nobody writes there. */
export async function cleanUp(): Promise<void> {
  await Promise.all([...children].map(kill));
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.clear();
}

/** For the last moment of a process, when nothing can be waited for. */
export function killAtExit(): void {
  for (const child of children) child.kill('SIGKILL');
}
