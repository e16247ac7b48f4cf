import { ended, startChild } from './children.ts';
import { product } from './product.ts';

/** Runs one command of the built product on a database, and tells what it printed. */
export function manyi(database: string, ...parameters: readonly string[]) {
  return manyiWith({ MANYI_DATABASE: database }, ...parameters);
}

/** The same with more of the environment. */
export async function manyiWith(
  environment: Readonly<Record<string, string>>,
  ...parameters: readonly string[]
) {
  const child = startChild(process.execPath, [product, ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  return { status: await ended(child), printed };
}

/** Ends a wave: what is held back of invited answers while it is open then stands among the others. */
export async function endWave(database: string, wave: string): Promise<void> {
  for (const verb of ['close', 'seal']) {
    const { status, printed } = await manyi(database, 'wave', verb, wave);
    if (status !== 0) throw new Error(`manyi wave ${verb}: ${printed}`);
  }
}

/** The digest a backup or restore names. */
export function digestIn(printed: string): string | undefined {
  return /digest ([0-9a-f]{64})/.exec(printed)?.[1];
}
