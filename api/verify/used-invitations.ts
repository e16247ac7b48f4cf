import type { StoredInvitation } from '../storage/storage.ts';
import { framesOf, type Frame } from '../storage/frames.ts';
import type { HeldResponse, InvitationBatch, StoredResponse } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/** As many invitations of each unit and weight were used as answers came by one, whether they stand or are held. */
export const usedInvitations: Begin = (complain) => {
  const frames = new Map<string, string>();
  const used = new Map<string, number>();
  const brought = new Map<string, number>();
  const add = (counts: Map<string, number>, wave: string, frame: string) =>
    counts.set(`${wave} ${frame}`, (counts.get(`${wave} ${frame}`) ?? 0) + 1);
  const frameOf = (frame: Frame) => framesOf([frame]);
  return {
    name: 'invitations',
    of: 'invitation',
    see: {
      invitationBatch: (batch: InvitationBatch) =>
        void frames.set(`${batch.wave} ${batch.id}`, frameOf(batch)),
      invitation({ wave, batch, isUsed }: StoredInvitation) {
        if (isUsed) add(used, wave, frames.get(`${wave} ${batch}`)!);
      },
      heldResponse: ({ wave, batch }: HeldResponse) => add(brought, wave, frames.get(`${wave} ${batch}`)!),
      response(response: StoredResponse) {
        if (response.channel === 'invitation') add(brought, response.wave, frameOf(response));
      },
    },
    conclude() {
      for (const unit of new Set([...used.keys(), ...brought.keys()])) {
        const [usedUp = 0, came = 0] = [used.get(unit), brought.get(unit)];
        if (usedUp !== came) {
          const [wave] = unit.split(' ');
          complain(`wave ${wave} has ${usedUp} used invitations and ${came} responses that came by one`);
        }
      }
    },
  };
};
