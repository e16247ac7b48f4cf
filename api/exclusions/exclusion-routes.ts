import { Hono } from 'hono';
import * as v from 'valibot';
import { exclusionReasons } from '../../core/release/release.ts';
import { mayDo } from '../access/authorize.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { askExclusion } from './ask-exclusion.ts';
import { confirmExclusion, rejectExclusion } from './decide-exclusion.ts';
import { exclusionsForStaff } from './excluded-answers.ts';
import type { Deps, Env } from '../deps.ts';
import { createPlaces } from '../long-work/places.ts';
import { jsonBody } from '../http/body.ts';
import { described } from '../http/described.ts';
import { exclusionsReply, exclusionStateReply } from './exclusion-replies.ts';
import { json } from '../http/json-reply.ts';

const MOST_ANSWERS = 5000;

const wanted = v.strictObject({
  reason: v.picklist(exclusionReasons),
  answers: v.pipe(
    v.array(v.pipe(v.string(), v.minLength(8), v.maxLength(40))),
    v.minLength(1),
    v.maxLength(MOST_ANSWERS),
  ),
});

/** Answers that are left out of the figures, by the word of two accounts. */
export function exclusionRoutes(deps: Deps) {
  const { storage } = deps;
  // Each response of the wave is looked at.
  const asking = createPlaces({ inAll: 4, each: 1 });
  return new Hono<Env>()
    .get(
      '/waves/:wave/exclusions',
      described('What was asked to be left out, and what became of it', { 200: exclusionsReply }),
      async (c) => {
        const id = c.req.param('wave');
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.read', id);
        const withAnswers = mayDo(actor, 'exclusions.manage', wave.programme);
        return json(c, await exclusionsForStaff(storage, deps.keys, wave, withAnswers));
      },
    )
    .post(
      '/waves/:wave/exclusions',
      described('Ask for answers to be left out, by receipts or ids of rows in an export', {
        201: exclusionStateReply,
      }),
      jsonBody(wanted),
      async (c) => {
        const id = c.req.param('wave');
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.manage', id);
        const giveBack = asking.take(actor.user);
        try {
          const exclusion = await askExclusion(deps, wave, c.req.valid('json'), actor);
          return json(c, { id: exclusion.id, state: exclusion.state }, 201);
        } finally {
          giveBack();
        }
      },
    )
    .post(
      '/waves/:wave/exclusions/:id/confirm',
      described('Confirm what another account asked for', { 200: exclusionStateReply }),
      async (c) => {
        const { wave: ofWave, id } = c.req.param();
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.manage', ofWave);
        await confirmExclusion(deps, wave, id, actor);
        return json(c, { id, state: 'confirmed' as const });
      },
    )
    .post(
      '/waves/:wave/exclusions/:id/reject',
      described('Reject what was asked for, or take it back', { 200: exclusionStateReply }),
      async (c) => {
        const { wave: ofWave, id } = c.req.param();
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.manage', ofWave);
        await rejectExclusion(deps, wave, id, actor);
        return json(c, { id, state: 'rejected' as const });
      },
    );
}
