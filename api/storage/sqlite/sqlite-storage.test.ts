import { describeStorage } from '../storage.contract.ts';
import { temporarySqliteStorage } from './temporary-sqlite-storage.ts';

describeStorage('SQLite storage', temporarySqliteStorage);
