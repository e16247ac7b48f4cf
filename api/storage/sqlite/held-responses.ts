import type { Database } from 'better-sqlite3';
import { byId, framesOf } from '../frames.ts';
import type { HeldOfBatch, HoldingStorage, StoredResponse } from '../storage.ts';
import { heldResponses } from './hold-response.ts';
import { responses } from './record-response.ts';
import { unitOfWork } from './unit-of-work.ts';

const TOLD_AT_ONCE = 500;

export function sqliteHeldResponses(database: Database): HoldingStorage {
  const counted = database.prepare<[string], HeldOfBatch>(`
    SELECT batch, count(*) AS held, count(told) AS told FROM held_responses WHERE wave = ?
    GROUP BY batch ORDER BY batch`);
  const ofBatches = database.prepare<[string, string, string, number]>(`
    SELECT ${heldResponses.columns} FROM held_responses
    WHERE wave = ? AND batch IN (SELECT value FROM json_each(?)) AND key > ? ORDER BY key LIMIT ?`);
  const told = database.prepare<[string, number, string, number]>(`
    SELECT ${heldResponses.columns} FROM held_responses
    WHERE wave = ? AND (told, key) > (?, ?) ORDER BY told, key LIMIT ?`);
  const lastTold = database
    .prepare<[string], number | null>('SELECT max(told) FROM held_responses WHERE wave = ?')
    .pluck();
  const untold = database.prepare<[string], { stratum: string; untold: number }>(`
    SELECT stratum, sum(untold) AS untold FROM invitation_batches AS batches JOIN (
      SELECT wave, batch, count(*) AS untold FROM held_responses WHERE wave = ? AND told IS NULL GROUP BY batch
    ) AS held ON held.wave = batches.wave AND held.batch = batches.id
    GROUP BY stratum ORDER BY stratum`);
  const tell = database.prepare<{ wave: string; stratum: string; most: number; group: number }>(`
    UPDATE held_responses SET told = @group WHERE rowid IN (
      SELECT rowid FROM held_responses
      WHERE wave = @wave AND told IS NULL AND batch IN (
        SELECT id FROM invitation_batches WHERE wave = @wave AND stratum = @stratum)
      LIMIT @most)`);
  const frameOfHeld = database.prepare<
    [string, string],
    Pick<StoredResponse, 'stratum' | 'primaryUnit' | 'weight'>
  >(`
    SELECT stratum, primary_unit AS primaryUnit, weight
    FROM held_responses AS held JOIN invitation_batches AS batches
      ON batches.wave = held.wave AND batches.id = held.batch
    WHERE held.wave = ? AND held.key = ?`);
  const remove = database.prepare<[string, string]>('DELETE FROM held_responses WHERE wave = ? AND key = ?');
  const insert = database.prepare(responses.insert);

  return {
    async countHeld(wave) {
      return counted.all(wave);
    },
    async heldOf(wave, batches, after, limit) {
      return ofBatches.all(wave, JSON.stringify(batches), after, limit).map(heldResponses.fromRow);
    },
    async toldAfter(wave, place, limit) {
      return told.all(wave, place.told, place.key, limit).map(heldResponses.fromRow);
    },
    tellHeld: unitOfWork(database, (wave: string, least: number) => {
      const group = (lastTold.get(wave) ?? 0) + 1;
      let told = 0;
      for (const { stratum, untold: waiting } of untold.all(wave)) {
        // A row is written anew with all it holds: many at once would keep answers waiting.
        if (waiting < least || told >= TOLD_AT_ONCE) continue;
        told += tell.run({ wave, stratum, most: Math.max(least, TOLD_AT_ONCE), group }).changes;
      }
      return told;
    }),
    moveHeld: unitOfWork(
      database,
      (wave: string, keys: readonly string[], moved: readonly StoredResponse[]) => {
        const frames = keys.map((key) => frameOfHeld.get(wave, key));
        if (frames.includes(undefined)) return 'gone';
        if (framesOf(frames.map((frame) => frame!)) !== framesOf(moved)) {
          throw new Error('What is moved is not of the units that were held.');
        }
        for (const key of keys) remove.run(wave, key);
        for (const response of byId(moved)) insert.run(responses.toRow(response));
        return 'moved';
      },
    ),
  };
}
