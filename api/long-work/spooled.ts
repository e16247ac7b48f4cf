import { randomUUID } from 'node:crypto';
import { mkdir, open, type FileHandle, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const MOST_BYTES_AT_ONCE = 64 * 1024;

/**
 * What a source gives, handed on from a file: the source goes at its own speed, and is never held up by who reads. It
 * ends early only when the reader wants no more. The file has no name, so that nothing of it can be left behind.
 */
export async function* spooled(
  source: AsyncIterable<Uint8Array>,
  directory: string,
): AsyncGenerator<Uint8Array> {
  const file = await openNameless(directory);
  let [written, read] = [0, 0];
  let [isOver, isUnwanted] = [false, false];
  let failure: unknown;
  let tell: () => void = () => undefined;
  const writing = (async () => {
    try {
      for await (const chunk of source) {
        if (isUnwanted) return;
        await writeAll(file, chunk, written);
        written += chunk.length;
        tell();
      }
    } catch (error) {
      failure = error;
    } finally {
      isOver = true;
      tell();
    }
  })();
  try {
    for (;;) {
      if (read < written) {
        const chunk = Buffer.allocUnsafe(Math.min(written - read, MOST_BYTES_AT_ONCE));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, read);
        read += bytesRead;
        yield chunk.subarray(0, bytesRead);
      } else if (failure !== undefined) throw failure;
      else if (isOver) return;
      else await new Promise<void>((resolve) => (tell = resolve));
    }
  } finally {
    isUnwanted = true;
    await writing;
    await file.close();
  }
}

async function openNameless(directory: string): Promise<FileHandle> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${randomUUID()}.tmp`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await file.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
  }
}
