import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { type AuditEntry, type AuditEvent, chainedEntry } from './audit-chain.ts';
import { type AuditKey, chainFollower, sealedEntry } from './audit-seal.ts';

const key: AuditKey = { id: 'ours', secret: new Uint8Array(32).fill(1) };
const former: AuditKey = { id: 'former', secret: new Uint8Array(32).fill(2) };

/** A chain of these actions, each sealed with the key beside it. */
function chainOf(...entries: readonly (readonly [AuditEvent['action'], AuditKey?])[]): AuditEntry[] {
  const chain: AuditEntry[] = [];
  for (const [action, sealing] of entries) {
    const event = { at: chain.length, actor: 'a', action, subject: 's', details: '{}' };
    chain.push(sealedEntry(chainedEntry(chain.at(-1), event), sealing));
  }
  return chain;
}

/** The first fault, as one with this key finds it. */
function faultIn(chain: readonly AuditEntry[], at: AuditKey | undefined = key): string | undefined {
  const { faultOf, faultOfEnd } = chainFollower(at);
  for (const entry of chain) {
    const fault = faultOf(entry);
    if (fault !== undefined) return fault;
  }
  return faultOfEnd();
}

const whole = chainOf(['userAdded', key], ['signedIn', key], ['signedOut', key]);

describe('a chain with seals', () => {
  it('is whole from its first entry on, or from the one that says why it begins', () => {
    expect(faultIn(whole)).toBeUndefined();
    expect(faultIn(chainOf(['userAdded'], ['auditSealed', key], ['signedIn', key]))).toBeUndefined();
    expect(faultIn(chainOf(['userAdded'], ['archiveRestored', key]))).toBeUndefined();
    const exchanged = chainOf(['userAdded', former], ['signedIn', former], ['keysAdopted', key]);
    expect(faultIn(exchanged)).toBeUndefined();
  });

  it('lets nobody without the key change, add or remove an entry, or write it anew', () => {
    const forgers: (AuditKey | undefined)[] = [undefined, former, { ...key, secret: former.secret }];
    fc.assert(
      fc.property(fc.nat(2), fc.constantFrom(...forgers), fc.string(), (place, forger, subject) => {
        const kept = whole.slice(0, place);
        const forged = chainOf(['userAdded'])[0]!;
        const event: AuditEvent = { ...forged, action: 'keysAdopted', subject };
        const added = sealedEntry(chainedEntry(kept.at(-1), event), forger);
        const followed = sealedEntry(chainedEntry(added, event), forger);
        // As the first of all it could be of before, until the keys file says otherwise.
        if (place > 0 || forger !== undefined)
          expect(faultIn([...kept, added, followed])).toMatch(/entry \d/);
        expect(faultIn([...kept, added, ...whole.slice(place + 1)])).toMatch(/entry \d+/);
      }),
    );
  });

  it('names the entry whose seal was taken away, or made by others', () => {
    const without = whole.map(({ seal, ...entry }, index) =>
      index === 1 || seal === undefined ? entry : { ...entry, seal },
    );
    expect(faultIn(without)).toBe('entry 2 bears no seal, and the one before it does');
    const byOthers = whole.map((entry, index) => (index === 1 ? sealedEntry(entry, former) : entry));
    expect(faultIn(byOthers)).toBe('entry 2 is sealed with other keys (former)');
    const made = sealedEntry(whole[1]!, { ...key, secret: former.secret });
    expect(faultIn([whole[0]!, made])).toBe('entry 2 bears a false seal: whoever wrote it had no keys');
  });

  it('begins with no word of its own behind entries without seals', () => {
    expect(faultIn(chainOf(['userAdded'], ['grantsChanged', key]))).toMatch(/nothing says why/);
    expect(faultIn(chainOf(['userAdded', former], ['signedIn', former]))).toMatch(
      /the last, is sealed with other/,
    );
  });

  it('can be followed without the keys, as far as everybody sees', () => {
    expect(faultIn(whole, undefined)).toBeUndefined();
    const without = whole.map(({ seal: _, ...entry }, index) => (index === 0 ? whole[0]! : entry));
    expect(faultIn(without, undefined)).toBe('entry 2 bears no seal, and the one before it does');
  });
});
