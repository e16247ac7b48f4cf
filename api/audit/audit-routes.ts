import { type Context, Hono } from 'hono';
import { type Actor, authorize, everyProgramme, mayDo } from '../access/authorize.ts';
import { followChain, readAudit, subjectsFor } from './read-audit.ts';
import type { Deps, Env } from '../deps.ts';
import type { AuditFilter } from '../storage/storage.ts';
import * as v from 'valibot';
import { queryOf } from '../http/body.ts';
import { described } from '../http/described.ts';
import { auditReply, chainReply } from './audit-replies.ts';
import { json } from '../http/json-reply.ts';

const PAGE = 100;
const DAY = 24 * 60 * 60_000;

const text = v.optional(v.pipe(v.string(), v.maxLength(200)), '');
const isDay = (day: string) =>
  day === '' || (/^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(Date.parse(day)));
const wanted = v.object({
  actor: text,
  action: text,
  day: v.optional(v.pipe(v.string(), v.check(isDay, 'a day like 2026-09-01')), ''),
  below: v.optional(v.pipe(v.string(), v.regex(/^(\d{1,15})?$/, 'the number of an entry')), ''),
  /** Minutes by which the reader's clock is ahead of UTC. */
  zone: v.exactOptional(v.string()),
});

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
      described('The audit chain, the newest first; by actor, action, day (UTC) and below a number', {
        200: auditReply,
      }),
      queryOf(wanted),
      async (c) => {
        const actor = reader(c);
        const subjects = await subjectsFor(deps, actor);
        const filter = await filterIn(c.req.valid('query'));
        const entries = await readAudit(
          deps,
          subjects === undefined ? filter : { ...filter, subjects },
          PAGE + 1,
        );
        return json(c, { entries: entries.slice(0, PAGE), hasMore: entries.length > PAGE });
      },
    )
    .get(
      '/audit/check',
      described('Whether the chain holds together, as far as it was followed', { 200: chainReply }),
      async (c) => {
        reader(c);
        return json(c, await followChain(deps));
      },
    );

  async function filterIn({
    actor,
    action,
    day,
    below,
    zone,
  }: v.InferOutput<typeof wanted>): Promise<AuditFilter> {
    const minutes = Number(zone ?? 0);
    const offset = Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60 ? minutes * 60_000 : 0;
    const from = Date.parse(day) - offset;
    return {
      ...(actor === '' ? {} : { actor: (await deps.storage.userByName(actor))?.id ?? actor }),
      ...(action === '' ? {} : { action }),
      ...(day === '' ? {} : { from, to: from + DAY }),
      ...(below === '' ? {} : { below: Number(below) }),
    };
  }
}
