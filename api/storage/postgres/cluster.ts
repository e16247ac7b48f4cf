import pg from 'pg';
import { StorageError } from '../storage-error.ts';
import { isUnreachable, storageErrorOf } from './errors.ts';
import { refuseUnsafeServer } from './settings.ts';

/** Servers of one cluster, of which one takes answers. It is looked for again whenever it is gone. */
export interface Cluster {
  /** A connection to the server that takes answers, from those that are kept ready. */
  readonly take: () => Promise<Taken>;
  /** A connection of its own, without limits of time, which the caller ends. */
  readonly open: () => Promise<pg.Client>;
  readonly close: () => Promise<void>;
}
export interface Taken {
  readonly client: pg.ClientBase;
  readonly giveBack: () => void;
  /** For one that broke, or whose server no longer takes answers: the next is taken from another. */
  readonly throwAway: () => void;
}

export interface PostgresOptions {
  /** No ordinary verb waits longer for one answer of the server; 15 seconds unless told. */
  readonly statementMilliseconds?: number;
}

interface Server {
  readonly url: string;
  readonly pool: pg.Pool;
}

/** So many verbs at once; a database serves a few connections better than many. */
const MOST_CONNECTIONS = 12;
const CONNECT_MILLISECONDS = 5000;
const STATEMENT_MILLISECONDS = 15_000;

/** Whole numbers of 64 bits come as text; those kept here are times and counts, which fit. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as unknown),
} as pg.CustomTypesConfig;

const common = {
  connectionTimeoutMillis: CONNECT_MILLISECONDS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  types,
} satisfies pg.ClientConfig;

/** @param urls of the servers, in the order in which they are tried */
export function clusterOf(urls: readonly string[], options: PostgresOptions = {}): Cluster {
  let current: Promise<Server> | undefined;
  let isClosed = false;

  function server(): Promise<Server> {
    if (isClosed) return Promise.reject(new Error('The database is closed.'));
    if (current) return current;
    const looking = findServer(urls, options);
    current = looking;
    looking.catch(() => forget(looking));
    return looking;
  }

  function forget(gone: Promise<Server>): void {
    if (current !== gone) return;
    current = undefined;
    gone.then(({ pool }) => pool.end()).catch(() => undefined);
  }

  async function take(isSecondTry = false): Promise<Taken> {
    const looked = server();
    const { pool } = await looked;
    try {
      const client = await pool.connect();
      return {
        client,
        giveBack: () => client.release(),
        throwAway() {
          client.release(true);
          forget(looked);
        },
      };
    } catch (error) {
      const meant = storageErrorOf(error);
      if (!isUnreachable(meant)) throw meant;
      forget(looked);
      // Nothing was asked of it yet, so another server may be.
      if (isSecondTry) throw meant;
      return take(true);
    }
  }

  return {
    take: () => take(),
    async open() {
      // Asked first, so that it is one that takes answers now.
      (await take()).giveBack();
      const { url } = await server();
      const client = new pg.Client({ ...common, connectionString: url, application_name: 'manyi long work' });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await refuseUnsafeServer(client);
        return client;
      } catch (error) {
        await client.end().catch(() => undefined);
        throw storageErrorOf(error);
      }
    },
    async close() {
      isClosed = true;
      const last = current;
      current = undefined;
      await last?.then(({ pool }) => pool.end()).catch(() => undefined);
    },
  };
}

async function findServer(
  urls: readonly string[],
  { statementMilliseconds = STATEMENT_MILLISECONDS }: PostgresOptions,
): Promise<Server> {
  let trouble: unknown = new StorageError('unreachable', 'The URL of the database names no server.');
  for (const url of urls) {
    const pool = new pg.Pool({
      ...common,
      connectionString: url,
      application_name: 'manyi',
      max: MOST_CONNECTIONS,
      idleTimeoutMillis: 60_000,
      statement_timeout: statementMilliseconds,
      // For a server that no longer says anything.
      query_timeout: statementMilliseconds + 1000,
      // What a node holds is set free soon after the node itself has gone.
      idle_in_transaction_session_timeout: statementMilliseconds,
      // Each connection is looked at, because the server behind an address may have become a standby.
      onConnect: refuseUnsafeServer,
    });
    // One that breaks while nobody waits for an answer of it is found to be gone when it is next asked.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    try {
      (await pool.connect()).release();
      return { url, pool };
    } catch (error) {
      trouble = storageErrorOf(error);
      await pool.end();
    }
  }
  throw trouble;
}
