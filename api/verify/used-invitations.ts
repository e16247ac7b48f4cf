import type { StoredInvitation } from '../storage/archive.ts';
import type { HeldResponse, StoredResponse } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/** As many invitations were used as answers came by one, whether they stand or are held. */
export const usedInvitations: Begin = (complain) => {
  const used = new Map<string, number>();
  const brought = new Map<string, number>();
  const add = (counts: Map<string, number>, wave: string) => counts.set(wave, (counts.get(wave) ?? 0) + 1);
  return {
    name: 'invitations',
    of: 'invitation',
    see: {
      invitation({ wave, isUsed }: StoredInvitation) {
        if (isUsed) add(used, wave);
      },
      heldResponse: ({ wave }: HeldResponse) => add(brought, wave),
      response({ wave, channel }: StoredResponse) {
        if (channel === 'invitation') add(brought, wave);
      },
    },
    conclude() {
      for (const wave of new Set([...used.keys(), ...brought.keys()])) {
        const [usedUp = 0, came = 0] = [used.get(wave), brought.get(wave)];
        if (usedUp !== came) {
          complain(`wave ${wave} has ${usedUp} used invitations and ${came} responses that came by one`);
        }
      }
    },
  };
};
