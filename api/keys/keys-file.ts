import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Keys, keysFrom, SECRET_BYTES } from './keys.ts';

const FORMAT = 'manyi-keys-1';

/** The keys of a file; undefined when there is none. Throws a sentence when it is no file of keys, or open to all. */
export async function readKeysFile(path: string): Promise<Keys | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new Error(`The keys file ${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o007) !== 0) {
    throw new Error(
      `The keys file ${path} can be opened by every user of this machine. Run: chmod 600 ${path}`,
    );
  }
  return keysFrom(secretIn(text, path));
}

/**
 * Makes a file of new keys, readable by its owner alone and on the disk before it has its name. A file that
 * stands there, or is made by another process meanwhile, is not replaced.
 */
export async function makeKeysFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(unfinished, 'wx', 0o600);
  try {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    await file.writeFile(`${JSON.stringify({ format: FORMAT, secret })}\n`);
    await file.sync();
    await link(unfinished, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await file.close();
    await rm(unfinished, { force: true });
  }
  await syncFolder(dirname(path));
}

/** A name is on the disk when its folder is; Windows has no such thing and syncs names by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

function secretIn(text: string, path: string): Buffer {
  const fault = new Error(`${path} is no file of keys made by Manyi.`);
  let content: { readonly format?: unknown; readonly secret?: unknown } | null;
  try {
    content = JSON.parse(text) as typeof content;
  } catch {
    // What it holds is not repeated: it may be a secret.
    throw fault;
  }
  if (content?.format !== FORMAT || typeof content.secret !== 'string') throw fault;
  const secret = Buffer.from(content.secret, 'base64url');
  if (secret.length !== SECRET_BYTES) throw fault;
  return secret;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
