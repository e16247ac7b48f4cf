import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spooled } from './spooled.ts';
import { streamOf } from './stream-of.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-spooled-'));
});
afterEach(() => rm(folder, { recursive: true }));

const chunkOf = (at: number) => Buffer.alloc(100_000, at);
function* source(chunks: number, tell: (state: 'ended') => void = () => undefined) {
  try {
    for (let at = 0; at < chunks; at++) yield chunkOf(at);
  } finally {
    tell('ended');
  }
}
async function* asynchronous<Each>(given: Iterable<Each>): AsyncGenerator<Each> {
  yield* given;
}

describe('what is handed on from a file', () => {
  it('is what the source gave, in its order', async () => {
    const read: Uint8Array[] = [];
    for await (const chunk of spooled(asynchronous(source(7)), folder)) read.push(chunk);
    expect(Buffer.concat(read).equals(Buffer.concat([...source(7)]))).toBe(true);
  });

  it('is taken from the source to its end while the reader stands still, and leaves no file', async () => {
    let state = 'under way';
    const reader = spooled(asynchronous(source(50, (ended) => (state = ended))), folder);
    await reader.next();
    await expect.poll(() => state).toBe('ended');
    expect(await readdir(folder)).toEqual([]);
    await reader.return(undefined);
  });

  it('is not taken to its end once nobody wants it', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield chunkOf(1);
      }
    }
    const reader = spooled(endless(), folder);
    await reader.next();
    await reader.return(undefined);
    const before = given;
    await new Promise((turn) => setTimeout(turn, 20));
    expect(given).toBe(before);
  });

  it('breaks where the source broke, so that half a file is not taken for a whole one', async () => {
    async function* broken() {
      yield chunkOf(1);
      throw new Error('the database went away');
    }
    const bytes = new Response(streamOf(spooled(broken(), folder), () => undefined)).arrayBuffer();
    await expect(bytes).rejects.toThrow('the database went away');
  });

  it('tells its end once, also where nobody began to read', async () => {
    let ends = 0;
    const stream = () => streamOf(spooled(asynchronous(source(3)), folder), () => (ends += 1));
    await stream().cancel();
    expect(ends).toBe(1);
    await new Response(stream()).arrayBuffer();
    expect(ends).toBe(2);
  });
});
