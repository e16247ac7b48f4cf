import { chmodSync, statSync } from 'node:fs';

const READ_AND_WRITE = 0o600;

/** Takes from others what a database file and what stands beside it gave them before; new files follow the umask. */
export function narrowToOwner(file: string): void {
  if (process.platform === 'win32') return;
  for (const path of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
    try {
      if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, READ_AND_WRITE);
    } catch (error) {
      // Not there, or of another owner, who alone may say who reads it.
      if (!isCode(error, 'ENOENT') && !isCode(error, 'EPERM')) throw error;
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
