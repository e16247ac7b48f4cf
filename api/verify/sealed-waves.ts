import { isCountedAtClosing } from '../fieldwork/move-wave.ts';
import { responseTally } from '../fieldwork/seal-wave.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { HeldResponse, StoredRelease, StoredResponse } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/**
 * What stood in a wave when it was closed and when it was sealed is noted on the wave and on the audit chain, and
 * each release names it: all of it is held against the responses as they are.
 */
export const sealedWaves: Begin = (complain) => {
  const waves = new Map<string, ArchivedWave>();
  const standing = new Map<string, Tallies>();
  const closed = new Set<string>();
  const releases: StoredRelease[] = [];
  /** The last one of each moment counts: a wave may have been opened again in between. */
  const noted = new Map<string, Noted>();
  return {
    name: 'sealed waves',
    of: 'wave',
    see: {
      wave: (wave: ArchivedWave) => void waves.set(wave.id, wave),
      heldResponse: ({ wave }: HeldResponse) => void (talliesOf(wave).invited += 1),
      response(response: StoredResponse) {
        const tallies = talliesOf(response.wave);
        tallies.sealed.add(response);
        if (!response.isLate) tallies.closed.add(response);
        if (isCountedAtClosing(response)) tallies.closedOpen.add(response);
        if (response.channel === 'invitation') tallies.invited += 1;
      },
      release: (release: StoredRelease) => void releases.push(release),
      auditEntry({ action, subject, details }: AuditEntry) {
        if (action === 'waveClosed') closed.add(subject);
        if (action === 'waveReopened') {
          closed.delete(subject);
          noted.delete(`${subject} closed`);
        }
        if (action !== 'responsesCounted') return;
        const { moment, responses, digest, held } = JSON.parse(details) as Noted & {
          readonly moment: string;
        };
        // Counted for a closing that was taken back meanwhile.
        if (moment === 'closed' && !closed.has(subject)) return;
        noted.set(`${subject} ${moment}`, { responses, digest, ...(held === undefined ? {} : { held }) });
      },
    },
    conclude() {
      for (const { id, sealedResponses, sealedDigest } of waves.values()) {
        const tallies = talliesOf(id);
        const now = { closed: tallies.closed.end(), sealed: tallies.sealed.end() };
        const openAtClosing = tallies.closedOpen.end();
        if (sealedDigest !== undefined) {
          compare(`wave ${id}`, { responses: sealedResponses!, digest: sealedDigest }, now.sealed);
        }
        for (const moment of ['closed', 'sealed'] as const) {
          const then = noted.get(`${id} ${moment}`);
          const who = `the audit chain, for wave ${id} as it was ${moment},`;
          if (then) compare(who, then, then.held === undefined ? now[moment] : openAtClosing);
          if (then?.held !== undefined && tallies.invited < then.held) {
            complain(
              `${who} rests on ${then.held} answers by invitation, and now there are ${tallies.invited}`,
            );
          }
        }
        for (const { wave, hash, responses, digest } of releases) {
          if (wave !== id || responses === undefined || digest === undefined) continue;
          compare(`release ${hash}`, { responses, digest }, now.sealed);
        }
      }
    },
  };

  function talliesOf(wave: string): Tallies {
    const known = standing.get(wave);
    if (known) return known;
    const begun = {
      closed: responseTally(),
      closedOpen: responseTally(),
      sealed: responseTally(),
      invited: 0,
    };
    standing.set(wave, begun);
    return begun;
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

interface Noted {
  readonly responses: number;
  readonly digest: string;
  /** Of a closing: how many answers by invitation were held, which are not in the digest. */
  readonly held?: number;
}
interface Tallies {
  readonly closed: ReturnType<typeof responseTally>;
  /** Without answers by invitation. */
  readonly closedOpen: ReturnType<typeof responseTally>;
  invited: number;
  readonly sealed: ReturnType<typeof responseTally>;
}
