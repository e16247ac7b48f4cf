import { auditKey } from '../keys/audit-key.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import { chainFollower } from '../storage/audit-seal.ts';
import type { Begin } from './check.ts';

/** The audit chain is unbroken, bears seals as far as it must, and was not cut off before the entry noted elsewhere. */
export const wholeChain: Begin = (complain, { auditHead, keys, isAuditSealed }) => {
  const follower = chainFollower(auditKey(keys));
  let isBroken = false;
  let isHeadThere = auditHead === undefined;
  let last: AuditEntry | undefined;
  return {
    name: 'audit chain',
    of: 'auditEntry',
    see: {
      auditEntry(entry: AuditEntry) {
        const fault = isBroken ? undefined : follower.faultOf(entry);
        if (fault !== undefined) {
          isBroken = true;
          complain(`${fault}; it is the first broken entry`);
        }
        if (entry.hash === auditHead) isHeadThere = true;
        last = entry;
      },
    },
    conclude() {
      const fault = isBroken ? undefined : follower.faultOfEnd();
      if (fault !== undefined) complain(fault);
      if (isAuditSealed && last && last.seal === undefined) {
        complain('no entry bears a seal, and the keys file says that they do: the chain was written anew');
      }
      if (!isHeadThere)
        complain(`the chain does not hold the entry ${auditHead} that was noted: its end was cut off`);
    },
  };
};
