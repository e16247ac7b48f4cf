import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type Actor, authorize, everyProgramme, mayDo } from '../access/authorize.ts';
import { followChain, readAudit, subjectsFor } from './read-audit.ts';
import type { Deps, Env } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { AuditFilter } from '../storage/storage.ts';
import { isStorableText } from '../storage/storable-text.ts';

const PAGE = 100;
const DAY = 24 * 60 * 60_000;

export function auditRoutes(deps: Deps) {
  /** Anybody who may read something of it. */
  function reader(c: Context<Env>): Actor {
    const actor = c.get('actor');
    if (actor && mayDo(actor, 'audit.readAll', everyProgramme)) return actor;
    const readable = actor?.grants.find(({ programme }) => mayDo(actor, 'audit.read', programme));
    return authorize(actor, 'audit.read', readable?.programme ?? everyProgramme);
  }

  return new Hono<Env>()
    .get(
      '/audit',
      describeRoute({
        summary: 'The audit chain, the newest first; by actor, action, day (UTC) and below a number',
      }),
      async (c) => {
        const actor = reader(c);
        const subjects = await subjectsFor(deps, actor);
        const filter = await filterIn(c);
        const entries = await readAudit(
          deps,
          subjects === undefined ? filter : { ...filter, subjects },
          PAGE + 1,
        );
        return c.json({ entries: entries.slice(0, PAGE), hasMore: entries.length > PAGE });
      },
    )
    .get(
      '/audit/check',
      describeRoute({ summary: 'Whether the chain holds together, as far as it was followed' }),
      async (c) => {
        reader(c);
        return c.json(await followChain(deps));
      },
    );

  async function filterIn(c: Context): Promise<AuditFilter> {
    const { actor = '', action = '', day = '', below = '' } = c.req.query();
    for (const text of [actor, action]) {
      if (text.length > 200 || !isStorableText(text)) throw new Problem('malformedRequest');
    }
    const from = Date.parse(day);
    if (day !== '' && !(/^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(from)))
      throw new Problem('malformedRequest', { details: ['day: a day like 2026-09-01'] });
    if (below !== '' && !/^\d{1,15}$/.test(below)) throw new Problem('malformedRequest');
    const zone = Number(c.req.query('zone') ?? 0);
    const offset = Number.isInteger(zone) && Math.abs(zone) <= 14 * 60 ? zone * 60_000 : 0;
    return {
      ...(actor === '' ? {} : { actor: (await deps.storage.userByName(actor))?.id ?? actor }),
      ...(action === '' ? {} : { action }),
      ...(day === '' ? {} : { from: from - offset, to: from - offset + DAY }),
      ...(below === '' ? {} : { below: Number(below) }),
    };
  }
}
