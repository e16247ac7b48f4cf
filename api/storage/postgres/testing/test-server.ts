import type { TestProject } from 'vitest/node';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that the whole API is tried on. */
    readonly postgresServer: string;
  }
}

/** One server for all files of the project, ended with it. */
export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ max_connections: '400' });
  project.provide('postgresServer', server.url);
  return () => server.stop();
}
