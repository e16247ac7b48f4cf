import { responseTally } from '../fieldwork/seal-wave.ts';
import { countDigest, type OpenCount, openCountIn } from '../keys/open-count.ts';
import { keyId, keyIdIn } from '../keys/response-hashes.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { Storage } from '../storage/storage.ts';
import type { Begin } from './check.ts';

const PAGE = 1000;

interface Counted extends OpenCount {
  readonly number: number;
}

/**
 * What the chain counted in waves while they were open, against their responses in the order they were stored. After
 * a restore, which tells no order, and by keys that were given up, only how many there were can be compared.
 */
export const openCounts: Begin = (complain, { keys }) => {
  const waves = new Map<string, ArchivedWave>();
  const counts = new Map<string, Counted[]>();
  /** Number of the last entry that says a programme was put back; of all of them under `''`. */
  const restored = new Map<string, number>();
  return {
    name: 'counts of open waves',
    of: 'wave',
    see: {
      wave: (wave: ArchivedWave) => void waves.set(wave.id, wave),
      auditEntry(entry: AuditEntry) {
        const { number, action, subject, details } = entry;
        if (action === 'archiveRestored') {
          restored.set((JSON.parse(details) as { programme?: string }).programme ?? '', number);
        }
        const count = openCountIn(entry);
        if (!count) return;
        const known = counts.get(subject) ?? [];
        counts.set(subject, known);
        known.push({ ...count, number });
      },
    },
    async afterwards(storage) {
      for (const [id, counted] of counts) {
        const wave = waves.get(id);
        if (wave) await compare(storage, wave, counted);
      }
    },
  };

  async function compare(storage: Storage, { id, programme }: ArchivedWave, counted: readonly Counted[]) {
    const since = Math.max(restored.get('') ?? 0, restored.get(programme) ?? 0);
    const inOrder = counted
      .filter(({ number, digest }) => number > since && keyIdIn(digest) === keyId(keys))
      .map((count) => ({ count, tally: responseTally() }));
    const most = Math.max(...counted.map(({ responses }) => responses));
    let behind = 0;
    for (let cursor = ''; behind < most;) {
      const page = await storage.responsesAfter(id, cursor, PAGE);
      if (page.responses.length === 0) break;
      const first = behind;
      for (const { count, tally } of inOrder) {
        const from = Math.max(0, count.from - first);
        for (const response of page.responses.slice(from, Math.max(from, count.responses - first)))
          tally.add(response);
      }
      behind += page.responses.length;
      cursor = page.cursor;
    }
    if (behind < most) {
      complain(`wave ${id} had ${most} responses while it was open, as the chain says, and has ${behind}`);
    }
    const wrong = inOrder.find(
      ({ count, tally }) => countDigest(keys, id, count, tally.end()) !== count.digest,
    );
    if (!wrong) return;
    const { from, responses, number } = wrong.count;
    complain(
      `responses ${from + 1} to ${responses} of wave ${id}, as they came, are not those that entry ${number} counted`,
    );
  }
};
