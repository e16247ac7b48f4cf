import { type AuditEntry, type AuditEvent, chainedEntry } from '../audit-chain.ts';
import { auditKeyOf, sealedEntry } from '../audit-seal.ts';
import type { AuditFilter, AuditStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

export const auditEntries = table(tables.auditEntries);

/** Held by whoever adds to the chain, until the transaction ends. */
const AUDIT_LOCK = 7_266_941_002;

export function postgresAudit({ read, unitOfWork }: Connections): AuditStorage {
  return {
    appendAudit: (event) => unitOfWork(async (client) => (await appendAudit(client, event))!),
    auditAfter: (number, limit) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${auditEntries.columns} FROM audit_entries WHERE number > $1 ORDER BY number LIMIT $2`,
          [number, limit],
        );
        return rows.map(auditEntries.fromRow);
      }),
    lastAudit: () => read(lastAudit),
    auditBack: (filter, limit) =>
      read(async (client) => {
        const parts = (Object.keys(conditions) as (keyof AuditFilter)[]).filter(
          (part) => filter[part] !== undefined,
        );
        const wanted = ['true', ...parts.map((part, index) => conditions[part](`$${index + 2}`))].join(
          ' AND ',
        );
        const { rows } = await client.query(
          `SELECT ${auditEntries.columns} FROM audit_entries WHERE ${wanted} ORDER BY number DESC LIMIT $1`,
          [limit, ...parts.map((part) => filter[part])],
        );
        return rows.map(auditEntries.fromRow);
      }),
  };
}

/** What each part asks of an entry, given the place of its value. */
const conditions: { readonly [Part in keyof AuditFilter]-?: (place: string) => string } = {
  actor: (place) => `actor = ${place}`,
  action: (place) => `action = ${place}`,
  subjects: (place) => `subject = ANY (${place}::text[])`,
  from: (place) => `at >= ${place}`,
  to: (place) => `at < ${place}`,
  below: (place) => `number < ${place}`,
};

/** Adds an event, where there is one, at the end of the chain inside the caller's transaction. */
export async function appendAudit(
  client: Client,
  event: AuditEvent | undefined,
): Promise<AuditEntry | undefined> {
  if (!event) return undefined;
  await client.query('SELECT pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
  const entry = sealedEntry(chainedEntry(await lastAudit(client), event), auditKeyOf(client));
  await client.query(auditEntries.insert, auditEntries.values(entry));
  return entry;
}

async function lastAudit(client: Client): Promise<AuditEntry | undefined> {
  const { rows } = await client.query(
    `SELECT ${auditEntries.columns} FROM audit_entries ORDER BY number DESC LIMIT 1`,
  );
  return rows[0] === undefined ? undefined : auditEntries.fromRow(rows[0]);
}
