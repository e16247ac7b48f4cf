import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeStorage } from '../storage.contract.ts';
import { temporarySqliteStorage } from './temporary-sqlite-storage.ts';

describeStorage('SQLite storage', () => temporarySqliteStorage());

const built = join(import.meta.dirname, '..', '..', '..', 'dist', 'server', 'sqlite-writer.js');

describeStorage('SQLite storage with a writer thread', () => {
  if (!existsSync(built)) throw new Error('The writer is not built. Run "npm run build" first.');
  return temporarySqliteStorage({ writer: pathToFileURL(built) });
});
