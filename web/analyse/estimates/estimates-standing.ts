import type { Wave } from '../../parts/api-client.ts';

export type EstimatesStanding = 'live' | 'estimatesImported' | 'estimatesSealed' | 'estimatesPublished';

/** How far figures that are not those of a release may be relied on: whether they still change, and what to cite. */
export function estimatesStanding({
  state,
  kind,
  sealedAt,
}: Pick<Wave, 'state' | 'kind' | 'sealedAt'>): EstimatesStanding {
  if (state === 'published') return 'estimatesPublished';
  if (kind === 'imported') return 'estimatesImported';
  return sealedAt === undefined ? 'live' : 'estimatesSealed';
}
