import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { auditEvent } from '../access/audit.ts';
import { authorize } from '../access/authorize.ts';
import { exportResponses } from '../actions/export-responses.ts';
import { existingWave } from '../actions/pin-programme.ts';
import type { Deps, Env } from '../deps.ts';

export function exportRoutes(deps: Deps) {
  return new Hono<Env>().get(
    '/waves/:wave/responses.csv',
    describeRoute({ summary: 'All responses of a wave, one row each' }),
    async (c) => {
      const wave = await existingWave(deps.storage, c.req.param('wave'));
      const actor = authorize(c.get('actor'), 'responses.read', wave.programme);
      await deps.storage.appendAudit(auditEvent(deps, actor, 'responsesExported', wave.id));
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', `attachment; filename="${wave.id}.csv"`);
      c.header('cache-control', 'no-store');
      return c.body(ReadableStream.from(exportResponses(deps.storage, wave)));
    },
  );
}
