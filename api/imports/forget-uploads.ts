import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** As `receiveFile` names them: nothing else in the folder is ours. */
const UPLOAD = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.csv$/;

/**
 * Removes uploads that a process left behind when it was ended: they hold raw answers.
 *
 * @param untouchedSince removes only what nobody wrote to after; unset: everything
 */
export async function forgetUploads(directory: string, untouchedSince = Infinity): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  let removed = 0;
  for (const name of names.filter((each) => UPLOAD.test(each))) {
    const path = join(directory, name);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() || found.mtimeMs >= untouchedSince) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
