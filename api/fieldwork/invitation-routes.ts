import { Hono } from 'hono';
import * as v from 'valibot';
import { namesNobody, namesPlace } from '../../core/questionnaire/names-nobody.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { issueInvitations } from './issue-invitations.ts';
import { usageToTell } from './usage-to-tell.ts';
import type { Deps, Env } from '../deps.ts';
import { Problem } from '../problems.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { publicAddress } from '../http/public-address.ts';
import { jsonBody } from '../http/body.ts';
import { described } from '../http/described.ts';
import { batchesReply, issuedReply } from './fieldwork-replies.ts';
import { json } from '../http/json-reply.ts';

const label = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(100),
  v.check(isStorableText, 'holds characters that cannot be stored'),
);
const noNumbers = 'no telephone numbers, accounts or e-mail addresses';
/** A unit is a place, not a person: telephone numbers and addresses of mailboxes have no business in its name. */
const place = v.pipe(
  label,
  v.check(namesPlace, `${noNumbers}: name the place, or give its division code of 6, 9 or 12 digits`),
);
const batchSchema = v.strictObject({
  name: v.pipe(label, v.check(namesNobody, noNumbers)),
  stratum: place,
  primaryUnit: place,
  weight: v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000)),
});

export function invitationRoutes(deps: Deps) {
  return new Hono<Env>()
    .get(
      '/waves/:wave/invitation-batches',
      described('Invitations issued and used', { 200: batchesReply }),
      async (c) => {
        const { wave } = await authorizedWave(
          deps.storage,
          c.get('actor'),
          'invitations.manage',
          c.req.param('wave'),
        );
        return json(c, await usageToTell(deps.storage, wave));
      },
    )
    .post(
      '/waves/:wave/invitation-batches',
      described('Issue one-time invitations; the links are shown once', { 201: issuedReply }),
      jsonBody(batchSchema),
      async (c) => {
        const { wave, actor } = await authorizedWave(
          deps.storage,
          c.get('actor'),
          'invitations.manage',
          c.req.param('wave'),
        );
        if (wave.kind !== 'survey') throw new Problem('wrongWaveState');
        if (wave.sealedAt !== undefined || wave.state === 'published') throw new Problem('waveSealed');
        const wanted = { ...c.req.valid('json'), wave: wave.id };
        const { batch, tokens } = await issueInvitations(deps, wanted, actor);
        const links = tokens.map((token) => publicAddress(deps, `/s/${wave.id}/i/${token}`));
        return json(c, { batch: { ...batch, issued: tokens.length, used: 0 }, links }, 201);
      },
    );
}
