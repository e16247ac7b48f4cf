import type { ReadingStorage, Storage } from '../storage.ts';
import { postgresArchive } from './archive.ts';
import { postgresAudit } from './audit.ts';
import type { PostgresOptions } from './cluster.ts';
import { connect, type Connections } from './connection.ts';
import { postgresCounted } from './counted.ts';
import { postgresDocuments } from './documents.ts';
import { postgresExclusions } from './exclusions.ts';
import { postgresHeldResponses } from './held-responses.ts';
import { postgresImports } from './imports.ts';
import { postgresInvitations } from './invitations.ts';
import { postgresKeys } from './keys.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { postgresProposals } from './proposals.ts';
import { postgresReleases } from './releases.ts';
import { postgresResponses } from './responses.ts';
import { postgresRetention } from './retention.ts';
import { serversOf } from './servers-of.ts';
import { postgresSignIn } from './sign-in.ts';
import { postgresUpkeep } from './upkeep.ts';
import { postgresUsers } from './users.ts';
import { postgresWaves } from './waves.ts';

/**
 * Opens the database a `postgres://` URL names and brings its schema up to date. The URL may name several servers
 * of one cluster (`postgres://user:password@one:5432,two:5432/manyi`): the one that is no standby is used, and
 * looked for again when it goes away.
 */
export async function openPostgresStorage(url: string, options: PostgresOptions = {}): Promise<Storage> {
  const connections = connect(serversOf(url), options);
  try {
    await prepare(connections);
  } catch (error) {
    await connections.close();
    throw error;
  }
  return storageOf(connections);
}

/** Connections of its own to a database that is open and up to date elsewhere: nothing is migrated. */
export async function openPostgresForReading(
  url: string,
  options: PostgresOptions = {},
): Promise<ReadingStorage> {
  return storageOf(connect(serversOf(url), options));
}

function storageOf(connections: Connections): Storage {
  return {
    engine: 'postgres',
    ...postgresDocuments(connections),
    ...postgresWaves(connections),
    ...postgresResponses(connections),
    ...postgresHeldResponses(connections),
    ...postgresInvitations(connections),
    ...postgresImports(connections),
    ...postgresReleases(connections),
    ...postgresExclusions(connections),
    ...postgresUsers(connections),
    ...postgresSignIn(connections),
    ...postgresCounted(connections),
    ...postgresProposals(connections),
    ...postgresAudit(connections),
    ...postgresKeys(connections),
    ...postgresRetention(connections),
    ...postgresUpkeep(connections),
    ...postgresArchive(connections),
    close: () => connections.close(),
  };
}

async function prepare({ open }: Connections): Promise<void> {
  const client = await open();
  try {
    await migrate(client, migrations);
  } finally {
    await client.end();
  }
}
