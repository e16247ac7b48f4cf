import type pg from 'pg';
import { type AuditKey, setAuditKey } from '../audit-seal.ts';
import type { Client } from './client.ts';
import { clusterOf, type PostgresOptions } from './cluster.ts';
import { isInTheWay, isUnreachable, storageErrorOf } from './errors.ts';

/** The database as the verbs see it. */
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
  /** What adds to the audit chain seals with it from here on. */
  readonly useAuditKey: (key: AuditKey) => void;
  readonly close: () => Promise<void>;
}

const MOST_TRIES = 5;

/** @param urls of servers of one cluster; work goes to the one that is no standby */
export function connect(urls: readonly string[], options: PostgresOptions = {}): Connections {
  const { take, open, close } = clusterOf(urls, options);
  let auditKey: AuditKey | undefined;

  async function using<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const { client, giveBack, throwAway } = await take();
    setAuditKey(client, auditKey);
    try {
      const result = await work(client);
      giveBack();
      return result;
    } catch (error) {
      if (isUnreachable(storageErrorOf(error))) throwAway();
      else giveBack();
      throw error;
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
      setAuditKey(client, auditKey);
      try {
        return await inTransaction(client, work);
      } catch (error) {
        throw storageErrorOf(error);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    open,
    useAuditKey: (key) => void (auditKey = key),
    close,
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
    // A server out of reach takes it back by itself, and would only be waited for.
    if (!isUnreachable(storageErrorOf(error))) await client.query('ROLLBACK');
    throw error;
  }
}
