import { type Context, Hono } from 'hono';
import { described } from '../http/described.ts';
import { auditEvent } from '../access/audit-event.ts';
import type { Deps, Env } from '../deps.ts';
import { createPlaces } from '../long-work/places.ts';
import { spooled } from '../long-work/spooled.ts';
import { streamOf } from '../long-work/stream-of.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { type ExportFormatName, exportFormatNames, exportFormats } from './formats/export-formats.ts';
import { responseTable } from './response-table.ts';

/** An address for each format: `/waves/<wave>/responses.csv`, and so on. */
export function exportRoutes(deps: Deps) {
  const places = createPlaces({ inAll: 8, each: 2 });
  const routes = new Hono<Env>();
  for (const name of exportFormatNames) {
    const { called, contentType: media } = exportFormats[name];
    const summary = `All responses of a wave, one row each: ${called}`;
    const replies = { 200: { media, says: 'A header, then a row for each response' } };
    routes.get(`/waves/:wave/responses.${name}`, described(summary, replies), (c) =>
      handOut(c, c.req.param('wave')!, name),
    );
  }
  return routes;

  async function handOut(c: Context<Env>, id: string, name: ExportFormatName) {
    const { wave, actor } = await authorizedWave(deps.storage, c.get('actor'), 'responses.read', id);
    const format = exportFormats[name];
    c.header('content-type', format.contentType);
    c.header('content-disposition', `attachment; filename="${wave.id}.${name}"`);
    c.header('cache-control', 'no-store');
    if (c.req.method === 'HEAD') return c.body(null);
    const giveBack = places.take(actor.user);
    try {
      await deps.storage.appendAudit(auditEvent(deps, actor, 'responsesExported', wave.id));
      const table = await responseTable(deps.storage, deps.keys, wave);
      // From a file, so that a reader who stops reading holds up no transaction of the database.
      const file = spooled(format.write(table), deps.temporaryDirectory);
      return c.body(streamOf(file, giveBack));
    } catch (error) {
      giveBack();
      throw error;
    }
  }
}
