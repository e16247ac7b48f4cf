import type { Database } from 'better-sqlite3';
import { type AuditEntry, type AuditEvent, chainedEntry } from '../audit-chain.ts';
import { auditKeyOf, sealedEntry } from '../audit-seal.ts';
import type { AuditFilter, AuditStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const auditEntries = table(tables.auditEntries);

export function sqliteAudit(database: Database): AuditStorage {
  const after = database.prepare<[number, number]>(
    `SELECT ${auditEntries.columns} FROM audit_entries WHERE number > ? ORDER BY number LIMIT ?`,
  );
  const last = lastEntry(database);
  const append = auditWriter(database);
  return {
    appendAudit: unitOfWork(database, (event: AuditEvent) => append(event)!),
    async auditAfter(number, limit) {
      return after.all(number, limit).map(auditEntries.fromRow);
    },
    async lastAudit() {
      return last();
    },
    async auditBack(filter, limit) {
      const { subjects, ...plain } = filter;
      const wanted = conditionsOf(filter).join(' AND ');
      const given = { ...plain, limit, subjects: JSON.stringify(subjects ?? []) };
      return database
        .prepare<[typeof given]>(
          `SELECT ${auditEntries.columns} FROM audit_entries WHERE ${wanted} ORDER BY number DESC LIMIT @limit`,
        )
        .all(given)
        .map(auditEntries.fromRow);
    },
  };
}

const conditions: { readonly [Part in keyof AuditFilter]-?: string } = {
  actor: 'actor = @actor',
  action: 'action = @action',
  subjects: 'subject IN (SELECT value FROM json_each(@subjects))',
  from: 'at >= @from',
  to: 'at < @to',
  below: 'number < @below',
};

function conditionsOf(filter: AuditFilter): readonly string[] {
  const parts = Object.keys(conditions) as (keyof AuditFilter)[];
  return ['true', ...parts.filter((part) => filter[part] !== undefined).map((part) => conditions[part])];
}

/** Adds an event, where there is one, at the end of the chain inside the caller's transaction. */
export function auditWriter(database: Database): (event: AuditEvent | undefined) => AuditEntry | undefined {
  const last = lastEntry(database);
  const insert = database.prepare(auditEntries.insert);
  return (event) => {
    if (!event) return undefined;
    const entry = sealedEntry(chainedEntry(last(), event), auditKeyOf(database));
    insert.run(auditEntries.toRow(entry));
    return entry;
  };
}

function lastEntry(database: Database): () => AuditEntry | undefined {
  const last = database.prepare(
    `SELECT ${auditEntries.columns} FROM audit_entries ORDER BY number DESC LIMIT 1`,
  );
  return () => {
    const row = last.get();
    return row === undefined ? undefined : auditEntries.fromRow(row);
  };
}
