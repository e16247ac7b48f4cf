import { builtScript } from '../../built-script.ts';
import { describeStorage } from '../storage.contract.ts';
import { temporarySqliteStorage } from './temporary-sqlite-storage.ts';

describeStorage('SQLite storage', () => temporarySqliteStorage());

describeStorage('SQLite storage with a writer thread', () =>
  temporarySqliteStorage({ writer: builtScript('sqlite-writer') }),
);
