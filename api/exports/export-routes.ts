import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { auditEvent } from '../access/audit-event.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { exportResponses } from './export-responses.ts';
import type { Deps, Env } from '../deps.ts';
import { createPlaces } from '../long-work/places.ts';
import { spooled } from '../long-work/spooled.ts';
import { streamOf } from '../long-work/stream-of.ts';

export function exportRoutes(deps: Deps) {
  const places = createPlaces({ inAll: 8, each: 2 });
  return new Hono<Env>().get(
    '/waves/:wave/responses.csv',
    describeRoute({ summary: 'All responses of a wave, one row each' }),
    async (c) => {
      const { wave, actor } = await authorizedWave(
        deps.storage,
        c.get('actor'),
        'responses.read',
        c.req.param('wave'),
      );
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', `attachment; filename="${wave.id}.csv"`);
      c.header('cache-control', 'no-store');
      if (c.req.method === 'HEAD') return c.body(null);
      const giveBack = places.take(actor.user);
      try {
        await deps.storage.appendAudit(auditEvent(deps, actor, 'responsesExported', wave.id));
        // From a file, so that a reader who stops reading holds up no transaction of the database.
        const file = spooled(exportResponses(deps.storage, deps.keys, wave), deps.temporaryDirectory);
        return c.body(streamOf(file, giveBack));
      } catch (error) {
        giveBack();
        throw error;
      }
    },
  );
}
