import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type {
  OpenLinkSetting,
  ResponseTally,
  Wave,
  WaveChange,
  WaveSealing,
  WaveState,
  WaveStorage,
} from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const waves = table(tables.waves);

export function sqliteWaves(database: Database): WaveStorage & WaveSealing {
  const select = `SELECT ${waves.columns} FROM waves`;
  const order = 'ORDER BY programme, period, id';
  const byId = database.prepare<[string]>(`${select} WHERE id = ?`);
  const all = database.prepare(`${select} ${order}`);
  const ofProgramme = database.prepare<[string]>(`${select} WHERE programme = ? ${order}`);
  const insert = database.prepare(waves.insert);
  const update = database.prepare(`
    UPDATE waves SET state = @state, document = @document, opened_at = @openedAt, closed_at = @closedAt
    WHERE id = @id`);
  const setOpenLink = database.prepare<[string, number, number | null, string]>(`
    UPDATE waves SET open_link = ?, open_per_minute = ?, open_in_all = ?
    WHERE id = ? AND kind = 'survey' AND state <> 'published'`);
  const seal = database.prepare<[number, string]>(
    `UPDATE waves SET sealed_at = ? WHERE id = ? AND state IN ('closed', 'published') AND sealed_at IS NULL`,
  );
  const note = database.prepare<[number, string, string]>(`
    UPDATE waves SET sealed_responses = ?, sealed_digest = ?
    WHERE id = ? AND sealed_at IS NOT NULL AND sealed_digest IS NULL`);
  const appendAudit = auditWriter(database);

  function find(id: string): Wave | undefined {
    const row = byId.get(id);
    return row === undefined ? undefined : waves.fromRow(row);
  }

  return {
    createWave: unitOfWork(database, (wave: Wave, event?: AuditEvent) => {
      if (find(wave.id)) return 'exists';
      insert.run(waves.toRow(wave));
      appendAudit(event);
      return 'created';
    }),
    async wave(id) {
      return find(id);
    },
    async waves(programme) {
      const rows = programme === undefined ? all.all() : ofProgramme.all(programme);
      return rows.map(waves.fromRow);
    },
    changeOpenLink: unitOfWork(
      database,
      (id: string, { openLink, openPerMinute, openInAll }: OpenLinkSetting, event?: AuditEvent) => {
        if (setOpenLink.run(openLink, openPerMinute, openInAll ?? null, id).changes === 0) return false;
        appendAudit(event);
        return true;
      },
    ),
    sealWave: unitOfWork(database, (id: string, at: number, event?: AuditEvent) => {
      if (seal.run(at, id).changes === 0) return false;
      appendAudit(event);
      return true;
    }),
    noteSealed: unitOfWork(
      database,
      (id: string, { responses, digest }: ResponseTally, event?: AuditEvent) => {
        if (note.run(responses, digest, id).changes === 0) return false;
        appendAudit(event);
        return true;
      },
    ),
    moveWave: unitOfWork(
      database,
      (id: string, from: readonly WaveState[], change: WaveChange, event?: AuditEvent) => {
        const wave = find(id);
        if (!wave || !from.includes(wave.state) || wave.sealedAt !== undefined) return false;
        update.run(waves.toRow({ ...wave, ...change, id }));
        appendAudit(event);
        return true;
      },
    ),
  };
}
