import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { exclusionReasons } from '../../core/release/release.ts';
import { mayDo } from '../access/authorize.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { askExclusion } from './ask-exclusion.ts';
import { confirmExclusion, rejectExclusion } from './decide-exclusion.ts';
import { shownExclusions } from './excluded-answers.ts';
import type { Deps, Env } from '../deps.ts';
import { createPlaces } from '../long-work/places.ts';
import { jsonBody } from '../http/body.ts';

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
      describeRoute({ summary: 'What was asked to be left out, and what became of it' }),
      async (c) => {
        const id = c.req.param('wave');
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.read', id);
        const withAnswers = mayDo(actor, 'exclusions.manage', wave.programme);
        return c.json(await shownExclusions(storage, deps.keys, wave, withAnswers));
      },
    )
    .post(
      '/waves/:wave/exclusions',
      describeRoute({ summary: 'Ask for answers to be left out, by receipts or ids of rows in an export' }),
      jsonBody(wanted),
      async (c) => {
        const id = c.req.param('wave');
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.manage', id);
        const giveBack = asking.take(actor.user);
        try {
          const exclusion = await askExclusion(deps, wave, c.req.valid('json'), actor);
          return c.json({ id: exclusion.id, state: exclusion.state }, 201);
        } finally {
          giveBack();
        }
      },
    )
    .post(
      '/waves/:wave/exclusions/:id/confirm',
      describeRoute({ summary: 'Confirm what another account asked for' }),
      async (c) => {
        const { wave: ofWave, id } = c.req.param();
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.manage', ofWave);
        await confirmExclusion(deps, wave, id, actor);
        return c.json({ id, state: 'confirmed' });
      },
    )
    .post(
      '/waves/:wave/exclusions/:id/reject',
      describeRoute({ summary: 'Reject what was asked for, or take it back' }),
      async (c) => {
        const { wave: ofWave, id } = c.req.param();
        const { wave, actor } = await authorizedWave(storage, c.get('actor'), 'exclusions.manage', ofWave);
        await rejectExclusion(deps, wave, id, actor);
        return c.json({ id, state: 'rejected' });
      },
    );
}
