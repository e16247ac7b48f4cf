import { Hono } from 'hono';
import { authorize } from '../access/authorize.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { lookOnRecord } from '../estimates/looks.ts';
import { publishRelease } from './publish-release.ts';
import { readRelease } from '../estimates/read-release.ts';
import { readSealedRelease } from './read-sealed-release.ts';
import type { Deps, Env } from '../deps.ts';
import { createPlaces } from '../long-work/places.ts';
import { Problem } from '../problems.ts';
import { described } from '../http/described.ts';
import { jsonBytes } from '../http/json-bytes.ts';
import type { Look, Release } from '../../core/release/release.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import type { Release as Format1 } from '../../core/release/format-1/format-1.ts';
import {
  estimatesReply,
  publishedReply,
  releaseReply,
  releasesReply,
  sealedReply,
} from './release-replies.ts';
import { json } from '../http/json-reply.ts';

export function releaseRoutes(deps: Deps) {
  const publishing = createPlaces({ inAll: 4, each: 1 });
  return new Hono<Env>()
    .get(
      '/waves/:wave/estimates',
      described('Figures of now, not frozen, not to be cited', { 200: estimatesReply }),
      async (c) => {
        const { wave, actor } = await authorizedWave(
          deps.storage,
          c.get('actor'),
          'estimates.read',
          c.req.param('wave'),
        );
        await lookOnRecord(deps, actor, wave);
        const figures = await deps.estimator.look(wave, actor.user, c.req.raw.signal);
        return jsonBytes<Look>(c, figures, 'application/json');
      },
    )
    .post('/waves/:wave/releases', described('Freeze a release', { 201: publishedReply }), async (c) => {
      const { wave, actor } = await authorizedWave(
        deps.storage,
        c.get('actor'),
        'waves.publish',
        c.req.param('wave'),
      );
      const giveBack = publishing.take(actor.user);
      try {
        const { hash, number } = await publishRelease(deps, wave, actor);
        return json(c, { hash, number }, 201);
      } finally {
        giveBack();
      }
    })
    .get(
      '/programmes/:programme/releases',
      described('The frozen releases', { 200: releasesReply }),
      async (c) => {
        const { programme } = c.req.param();
        authorize(c.get('actor'), 'releases.read', programme);
        const waves = new Map((await deps.storage.waves(programme)).map((wave) => [wave.id, wave]));
        const releases = await deps.storage.releases(programme);
        return json(
          c,
          releases.map(({ hash, wave, number, publishedAt }) => ({
            hash,
            wave,
            number,
            publishedAt,
            title: waves.get(wave)!.title,
            period: waves.get(wave)!.period,
          })),
        );
      },
    )
    .get(
      '/releases/:hash',
      described('One release: the bytes its hash names, or of format 1 what readers get of them', {
        200: releaseReply,
      }),
      async (c) => {
        const release = await deps.storage.release(c.req.param('hash'));
        if (!release) throw new Problem(c.get('actor') ? 'notFound' : 'notSignedIn');
        authorize(c.get('actor'), 'releases.read', release.programme);
        const { body, isRendered } = await readRelease(deps.storage, release);
        if (isRendered) c.header('manyi-rendered-from', release.hash);
        return jsonBytes<Release>(c, body);
      },
    )
    .get(
      '/releases/:hash/sealed',
      described('The same at full precision; each reading is on record', { 200: sealedReply }),
      async (c) => {
        const release = await deps.storage.release(c.req.param('hash'));
        if (!release) throw new Problem(c.get('actor') ? 'notFound' : 'notSignedIn');
        const actor = authorize(c.get('actor'), 'releases.readSealed', release.programme);
        return jsonBytes<SealedRelease | Format1>(c, await readSealedRelease(deps, release, actor));
      },
    );
}
