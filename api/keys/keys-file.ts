import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Keys, keysFrom, SECRET_BYTES } from './keys.ts';

const FORMAT = 'manyi-keys-1';
const SEALED = 'sealed';

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
  return keysFrom(Buffer.from(contentOf(text, path).secret, 'base64url'));
}

/** Whether the file says that the audit chain of its database bears seals. */
export async function saysAuditIsSealed(path: string): Promise<boolean> {
  return contentOf(await readFile(path, 'utf8'), path).audit === SEALED;
}

/**
 * Has the file say so, for good: without seals a chain that was written anew by somebody without the keys looks like
 * one of before there were any. A file that cannot be written stays as it is; tells whether it says so now.
 */
export async function sayAuditIsSealed(path: string): Promise<boolean> {
  const content = contentOf(await readFile(path, 'utf8'), path);
  if (content.audit === SEALED) return true;
  const { mode } = await stat(path);
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(unfinished, { ...content, audit: SEALED }, mode & 0o777, (written) =>
      rename(written, path),
    );
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'EBUSY'].some((code) => isCode(error, code))) return false;
    throw error;
  }
}

/**
 * Makes a file of new keys, readable by its owner alone and on the disk before it has its name. A file that
 * stands there, or is made by another process meanwhile, is not replaced.
 */
export async function makeKeysFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await writeDurably(unfinished, { format: FORMAT, secret }, 0o600, (written) => link(written, path)).catch(
    (error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    },
  );
  await syncFolder(dirname(path));
}

/** @param give the file the name it is known by, once all of it is on the disk */
async function writeDurably(
  unfinished: string,
  content: object,
  mode: number,
  give: (unfinished: string) => Promise<void>,
): Promise<void> {
  const file = await open(unfinished, 'wx', mode);
  try {
    await file.writeFile(`${JSON.stringify(content)}\n`);
    await file.sync();
    await give(unfinished);
  } finally {
    await file.close();
    await rm(unfinished, { force: true });
  }
}

/** A name is on the disk when its folder is; Windows has no such thing and syncs names by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

interface KeysContent {
  readonly format: typeof FORMAT;
  readonly secret: string;
  readonly audit?: unknown;
}

function contentOf(text: string, path: string): KeysContent {
  const fault = new Error(`${path} is no file of keys made by Manyi.`);
  let content: Partial<KeysContent> | null;
  try {
    content = JSON.parse(text) as typeof content;
  } catch {
    // What it holds is not repeated: it may be a secret.
    throw fault;
  }
  if (content?.format !== FORMAT || typeof content.secret !== 'string') throw fault;
  if (Buffer.from(content.secret, 'base64url').length !== SECRET_BYTES) throw fault;
  return content as KeysContent;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
