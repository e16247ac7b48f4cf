import { openHeld } from '../keys/held-answers.ts';
import { responseTally, tallied } from '../actions/seal-wave.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { HeldResponse, StoredRelease, StoredResponse, Wave } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/**
 * What stood in a wave when it was closed and when it was sealed is noted on the wave and on the audit chain, and
 * each release names it: all of it is held against the responses as they are.
 */
export const sealedWaves: Begin = (complain, { keys }) => {
  const waves = new Map<string, Wave>();
  const standing = new Map<string, Tallies>();
  const waiting = new Map<string, StoredResponse[]>();
  const releases: StoredRelease[] = [];
  /** The last one of each moment counts: a wave may have been opened again in between. */
  const noted = new Map<string, Noted>();
  return {
    name: 'sealed waves',
    of: 'wave',
    see: {
      wave: (wave: Wave) => void waves.set(wave.id, wave),
      heldResponse(held: HeldResponse) {
        const response = openHeld(keys, held);
        if (response) add(waiting, held.wave, response);
      },
      response(response: StoredResponse) {
        const tallies = talliesOf(response.wave);
        tallies.sealed.add(response);
        if (!response.isLate) tallies.closed.add(response);
      },
      release: (release: StoredRelease) => void releases.push(release),
      auditEntry({ action, subject, details }: AuditEntry) {
        if (action === 'waveReopened') noted.delete(`${subject} closed`);
        if (action !== 'responsesCounted') return;
        const { moment, responses, digest } = JSON.parse(details) as Noted & { readonly moment: string };
        noted.set(`${subject} ${moment}`, { responses, digest });
      },
    },
    conclude() {
      for (const { id, sealedResponses, sealedDigest } of waves.values()) {
        const tallies = talliesOf(id);
        const now = { closed: tallies.closed.end(), sealed: tallies.sealed.end() };
        if (sealedDigest !== undefined) {
          compare(`wave ${id}`, { responses: sealedResponses!, digest: sealedDigest }, now.sealed);
        }
        for (const moment of ['closed', 'sealed'] as const) {
          const then = noted.get(`${id} ${moment}`);
          if (then) compare(`the audit chain, for wave ${id} as it was ${moment},`, then, now[moment]);
        }
        for (const { wave, hash, responses, digest } of releases) {
          if (wave !== id || responses === undefined || digest === undefined) continue;
          compare(`release ${hash}`, { responses, digest }, now.sealed);
        }
      }
    },
  };

  /** Those that are held were counted at closing, too; all of them are known before the first response comes. */
  function talliesOf(wave: string): Tallies {
    let tallies = standing.get(wave);
    if (!tallies) {
      const held = waiting.get(wave) ?? [];
      const closed = responseTally(held.filter(({ isLate }) => !isLate).map(tallied));
      standing.set(wave, (tallies = { closed, sealed: responseTally(held.map(tallied)) }));
      waiting.delete(wave);
    }
    return tallies;
  }

  function compare(who: string, then: Noted, now: Noted) {
    if (then.responses === now.responses && then.digest === now.digest) return;
    complain(
      then.responses === now.responses
        ? `${who} rests on ${then.responses} responses that are not those that stand now`
        : `${who} rests on ${then.responses} responses, and now there are ${now.responses}`,
    );
  }
};

function add(all: Map<string, StoredResponse[]>, wave: string, response: StoredResponse): void {
  const those = all.get(wave);
  if (those) those.push(response);
  else all.set(wave, [response]);
}

interface Noted {
  readonly responses: number;
  readonly digest: string;
}
interface Tallies {
  readonly closed: ReturnType<typeof responseTally>;
  readonly sealed: ReturnType<typeof responseTally>;
}
