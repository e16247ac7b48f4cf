import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { newWaveSchema } from '../../core/programme/new-wave.ts';
import type { Action } from '../access/actions.ts';
import { authorize, mayDo } from '../access/authorize.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { toldCounts, totalsForReaders, totalsOf } from './counts-for-readers.ts';
import { hasEnough } from './has-enough.ts';
import { looksSinceClosing } from './looks-since-closing.ts';
import { changeOpenLink } from './change-open-link.ts';
import { closeWave, createWave, openWave, reopenWave } from './move-wave.ts';
import { sealWave } from './seal-wave.ts';
import type { Deps, Env } from '../deps.ts';
import { DEFAULT_OPEN_PER_MINUTE, type Wave } from '../storage/storage.ts';
import { publicAddress } from '../http/public-address.ts';
import { jsonBody } from '../http/body.ts';
import { described } from '../http/described.ts';
import { countedWavesReply, countsReply, waveInFullReply, waveReply } from './fieldwork-replies.ts';
import { json } from '../http/json-reply.ts';

const answers = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000));
const openLinkSetting = v.strictObject({
  openLink: v.picklist(['on', 'off']),
  openPerMinute: answers,
  openInAll: v.exactOptional(answers),
});

export function waveRoutes(deps: Deps) {
  const authorized = (c: Context<Env>, action: Action) =>
    authorizedWave(deps.storage, c.get('actor'), action, c.req.param('wave')!);
  const countsOf = (wave: Wave) => toldCounts(deps.storage, wave);
  const roughTotals = totalsForReaders(deps, countsOf);
  return new Hono<Env>()
    .get(
      '/programmes/:programme/waves',
      described('Waves with counts', { 200: countedWavesReply }),
      async (c) => {
        const { programme } = c.req.param();
        const actor = authorize(c.get('actor'), 'waves.read', programme);
        const isLive = mayDo(actor, 'fieldwork.read', programme);
        const waves = await deps.storage.waves(programme);
        return json(
          c,
          await Promise.all(
            waves.map(async (wave) => ({
              ...waveForStaff(deps, wave),
              counts: isLive ? totalsOf(await countsOf(wave)) : await roughTotals(wave),
            })),
          ),
        );
      },
    )
    .post(
      '/programmes/:programme/waves',
      described('Create a wave', { 201: waveReply }),
      jsonBody(newWaveSchema),
      async (c) => {
        const { programme } = c.req.param();
        const actor = authorize(c.get('actor'), 'waves.manage', programme);
        return json(
          c,
          waveForStaff(deps, await createWave(deps, { ...c.req.valid('json'), programme }, actor)),
          201,
        );
      },
    )
    .get('/waves/:wave', described('One wave', { 200: waveInFullReply }), async (c) => {
      const { wave, actor } = await authorized(c, 'waves.read');
      const mayReopen =
        wave.kind === 'survey' &&
        wave.state === 'closed' &&
        wave.sealedAt === undefined &&
        mayDo(actor, 'waves.manage', wave.programme);
      const looks = mayReopen ? { looksSinceClosing: await looksSinceClosing(deps.storage, wave.id) } : {};
      const enough = mayReopen ? { hasEnough: await hasEnough(deps, wave) } : {};
      const reply: v.InferOutput<typeof waveInFullReply> = {
        ...waveForStaff(deps, wave),
        ...looks,
        ...enough,
      };
      return json(c, reply);
    })
    .get(
      '/waves/:wave/counts',
      described('Responses by channel and area', { 200: countsReply }),
      async (c) => {
        const { wave } = await authorized(c, 'fieldwork.read');
        return json(c, await countsOf(wave));
      },
    )
    .post(
      '/waves/:wave/open-link',
      described('Switch the open link on or off, and limit what it takes', { 200: waveReply }),
      jsonBody(openLinkSetting),
      async (c) => {
        const { wave, actor } = await authorized(c, 'waves.manage');
        return json(c, waveForStaff(deps, await changeOpenLink(deps, wave.id, c.req.valid('json'), actor)));
      },
    )
    .post('/waves/:wave/open', described('Open for answers', { 200: waveReply }), async (c) => {
      const { wave, actor } = await authorized(c, 'waves.manage');
      return json(c, waveForStaff(deps, await openWave(deps, wave.id, actor)));
    })
    .post('/waves/:wave/close', described('Close', { 200: waveReply }), async (c) => {
      const { wave, actor } = await authorized(c, 'waves.manage');
      return json(c, waveForStaff(deps, await closeWave(deps, wave.id, actor)));
    })
    .post(
      '/waves/:wave/seal',
      described('Refuse answers on their way from now on, so that it can be published', { 200: waveReply }),
      async (c) => {
        const { wave, actor } = await authorized(c, 'waves.publish');
        return json(c, waveForStaff(deps, await sealWave(deps, wave.id, actor)));
      },
    )
    .post('/waves/:wave/reopen', described('Take answers again', { 200: waveReply }), async (c) => {
      const { wave, actor } = await authorized(c, 'waves.manage');
      return json(c, waveForStaff(deps, await reopenWave(deps, wave.id, actor)));
    });
}

/** How many stood when it was sealed is for `counts` to say, to whom it may. */
function waveForStaff(
  deps: Pick<Deps, 'publicUrl'>,
  { sealedResponses: _, sealedDigest: __, ...wave }: Wave,
): v.InferOutput<typeof waveReply> {
  return {
    ...wave,
    openLink: wave.openLink ?? 'on',
    openPerMinute: wave.openPerMinute ?? DEFAULT_OPEN_PER_MINUTE,
    address: publicAddress(deps, `/s/${wave.id}`),
  };
}
