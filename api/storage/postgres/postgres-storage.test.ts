import { afterAll, beforeAll } from 'vitest';
import { describeStorage } from '../storage.contract.ts';
import { type StartedPostgres, startPostgres } from './testing/start-postgres.ts';
import { addApplicationRole, temporaryPostgresStorage } from './testing/temporary-postgres-storage.ts';

let server: StartedPostgres;
beforeAll(async () => {
  server = await startPostgres();
  await addApplicationRole(server.url);
}, 60_000);
afterAll(() => server.stop());

describeStorage('PostgreSQL storage', () => temporaryPostgresStorage(server.url));
