import { type HeldCount, heldCountIn, heldTally } from '../keys/held-count.ts';
import { keyId, keyIdIn } from '../keys/response-hashes.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { HeldResponse } from '../storage/storage.ts';
import type { Begin } from './check.ts';

type Told = Pick<HeldResponse, 'told' | 'key' | 'content'>;

/**
 * What the chain counted of held answers, group by group, against those that are held; and what the platform found of
 * it itself when it closed a wave. In one that is sealed they are responses, and no group is known of them any more.
 */
export const heldCounts: Begin = (complain, { keys }) => {
  const waves = new Map<string, ArchivedWave>();
  const held = new Map<string, Told[]>();
  const counts = new Map<string, (HeldCount & { readonly number: number })[]>();
  return {
    name: 'counts of held answers',
    of: 'heldResponse',
    see: {
      wave: (wave: ArchivedWave) => void waves.set(wave.id, wave),
      heldResponse({ wave, told, key, content }: HeldResponse) {
        if (told !== undefined) add(held, wave, { told, key, content });
      },
      auditEntry(entry: AuditEntry) {
        const { action, subject, details, number } = entry;
        const count = heldCountIn(entry);
        if (count) add(counts, subject, { ...count, number });
        if (action !== 'responsesCounted') return;
        const { notAsCounted = [] } = JSON.parse(details) as { readonly notAsCounted?: readonly number[] };
        for (const wrong of notAsCounted) complainOf(subject, wrong, ' when it was closed');
      },
    },
    conclude() {
      for (const [wave, counted] of counts) {
        if (waves.get(wave)?.sealedAt !== undefined) continue;
        // Rows come by their keys alone, and those of a group need no more than that.
        const told = (held.get(wave) ?? []).sort((one, other) => one.told! - other.told!);
        for (const count of counted) {
          if (keyIdIn(count.digest) !== keyId(keys)) continue;
          const tally = heldTally();
          for (const each of told) if (each.told! > count.from && each.told! <= count.told) tally.add(each);
          if (tally.digest(keys, wave, count) !== count.digest) complainOf(wave, count.number);
        }
      }
    },
  };

  function complainOf(wave: string, number: number, when = ''): void {
    complain(`held answers of wave ${wave} were not those that entry ${number} counted${when}`);
  }
};

function add<Value>(to: Map<string, Value[]>, key: string, value: Value): void {
  const known = to.get(key);
  if (known) known.push(value);
  else to.set(key, [value]);
}
