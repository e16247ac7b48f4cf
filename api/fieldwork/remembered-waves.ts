import type { Storage, Wave } from '../storage/storage.ts';

const mostRemembered = 64;
const rememberedBy = new WeakMap<Storage, Map<string, Wave>>();

/**
 * A wave as it was when it was last read, if it was open then: it saves reading it anew for each of thousands of
 * responses. What it measures with cannot have changed since; that it was closed meanwhile is found out by the
 * storage, in the transaction that would store a response, and then `forget` lets it be read again.
 */
export async function rememberedWave(storage: Storage, id: string): Promise<Wave | undefined> {
  const remembered = wavesOf(storage);
  const known = remembered.get(id);
  if (known) return known;
  const wave = await storage.wave(id);
  if (wave?.state === 'open') {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(id, wave);
  }
  return wave;
}

/** Whether strangers may know of it: a draft is its authors' affair, and imported answers nobody was asked for here. */
export function hasBeenOpen({ kind, state }: Wave): boolean {
  return kind === 'survey' && state !== 'draft';
}

export function forgetWave(storage: Storage, id: string): void {
  wavesOf(storage).delete(id);
}

function wavesOf(storage: Storage): Map<string, Wave> {
  const known = rememberedBy.get(storage);
  if (known) return known;
  const waves = new Map<string, Wave>();
  rememberedBy.set(storage, waves);
  return waves;
}
