import pg from 'pg';
import { StorageError } from '../storage.ts';
import { isInTheWay, storageErrorOf } from './errors.ts';

export type Client = pg.ClientBase;

/** The server as the verbs see it. */
export interface Connections {
  /** One transaction on one connection; done again a few times where another one was in the way. */
  readonly unitOfWork: <Result>(work: (client: Client) => Promise<Result>) => Promise<Result>;
  /** The same on a connection of its own, which may take as long as it needs. */
  readonly longWork: <Result>(work: (client: Client) => Promise<Result>) => Promise<Result>;
  /** One statement that is a transaction by itself; done again like `unitOfWork`. */
  readonly statement: <Row extends pg.QueryResultRow>(query: pg.QueryConfig) => Promise<pg.QueryResult<Row>>;
  /** Reading by single statements. */
  readonly read: <Result>(work: (client: Client) => Promise<Result>) => Promise<Result>;
  /** A connection of its own, which the caller ends. */
  readonly open: () => Promise<pg.Client>;
  readonly close: () => Promise<void>;
}

/** So many verbs at once; a database serves a few connections better than many. */
const MOST_CONNECTIONS = 12;
const CONNECT_MILLISECONDS = 5000;
/** An answer never waits longer for a server that says nothing. */
const STATEMENT_MILLISECONDS = 15_000;
const MOST_TRIES = 5;

/** Whole numbers of 64 bits come as text; those kept here are times and counts, which fit. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as unknown),
} as pg.CustomTypesConfig;

/** @param urls of servers of one cluster; work goes to the one that is no standby */
export function connect(urls: readonly string[]): Connections {
  let pool: Promise<pg.Pool> | undefined;
  let isClosed = false;

  async function openPool(): Promise<pg.Pool> {
    let trouble: unknown;
    for (const url of urls) {
      const opened = new pg.Pool({
        connectionString: url,
        max: MOST_CONNECTIONS,
        connectionTimeoutMillis: CONNECT_MILLISECONDS,
        query_timeout: STATEMENT_MILLISECONDS + 1000,
        statement_timeout: STATEMENT_MILLISECONDS,
        keepAlive: true,
        application_name: 'manyi',
        types,
      });
      // A connection that breaks while nobody uses it is simply not there any more.
      opened.on('error', () => undefined);
      try {
        const { rows } = await opened.query<{ isStandby: boolean }>(
          'SELECT pg_is_in_recovery() AS "isStandby"',
        );
        if (!rows[0]!.isStandby) return opened;
        trouble = new StorageError('unreachable', 'The database is a standby and takes no answers.');
      } catch (error) {
        trouble = storageErrorOf(error);
      }
      await opened.end();
    }
    throw trouble;
  }

  async function take(): Promise<pg.PoolClient> {
    if (isClosed) throw new Error('The database is closed.');
    pool ??= openPool();
    const current = pool;
    try {
      return await (await current).connect();
    } catch (error) {
      lookAgain(current);
      throw storageErrorOf(error);
    }
  }

  async function open(): Promise<pg.Client> {
    // Asked through the pool, which knows which server takes answers.
    (await take()).release();
    const { connectionString } = (await pool!).options;
    const client = new pg.Client({
      ...(connectionString === undefined ? {} : { connectionString }),
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      keepAlive: true,
      application_name: 'manyi long work',
      types,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      throw storageErrorOf(error);
    }
  }

  /** The server went away, or became a standby: the next verb looks for the one to use. */
  function lookAgain(gone: Promise<pg.Pool> | undefined): void {
    if (pool !== gone) return;
    pool = undefined;
    gone?.then((opened) => opened.end()).catch(() => undefined);
  }

  async function using<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = await take();
    const current = pool;
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const meant = storageErrorOf(error);
      const isGone = meant instanceof StorageError && meant.reason === 'unreachable';
      client.release(isGone);
      if (isGone) lookAgain(current);
      throw isInTheWay(error) ? error : meant;
    }
  }

  async function again<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await using(work);
      } catch (error) {
        if (!isInTheWay(error) || tries >= MOST_TRIES) throw storageErrorOf(error);
      }
    }
  }

  return {
    read: again,
    unitOfWork: (work) => again((client) => inTransaction(client, work)),
    statement: (query) => again((client) => client.query(query)),
    async longWork(work) {
      const client = await open();
      try {
        return await inTransaction(client, work);
      } catch (error) {
        throw storageErrorOf(error);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    open,
    async close() {
      isClosed = true;
      const last = pool;
      pool = undefined;
      await last?.then((opened) => opened.end()).catch(() => undefined);
    },
  };
}

async function inTransaction<Result>(
  client: Client,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
