import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { authorize } from '../access/authorize.ts';
import { authorizedWave } from '../programmes/authorized-wave.ts';
import { lookOnRecord } from '../estimates/looks.ts';
import { publishRelease } from './publish-release.ts';
import { readRelease } from '../estimates/read-release.ts';
import { readSealedRelease } from './read-sealed-release.ts';
import type { Deps, Env } from '../deps.ts';
import { createPlaces } from '../long-work/places.ts';
import { Problem } from '../problems.ts';

export function releaseRoutes(deps: Deps) {
  const publishing = createPlaces({ inAll: 4, each: 1 });
  return new Hono<Env>()
    .get(
      '/waves/:wave/estimates',
      describeRoute({ summary: 'Figures of now, not frozen, not to be cited' }),
      async (c) => {
        const { wave, actor } = await authorizedWave(
          deps.storage,
          c.get('actor'),
          'estimates.read',
          c.req.param('wave'),
        );
        await lookOnRecord(deps, actor, wave);
        c.header('content-type', 'application/json');
        return c.body(await deps.estimator.look(wave, actor.user, c.req.raw.signal));
      },
    )
    .post('/waves/:wave/releases', describeRoute({ summary: 'Freeze a release' }), async (c) => {
      const { wave, actor } = await authorizedWave(
        deps.storage,
        c.get('actor'),
        'waves.publish',
        c.req.param('wave'),
      );
      const giveBack = publishing.take(actor.user);
      try {
        const { hash, number } = await publishRelease(deps, wave, actor);
        return c.json({ hash, number }, 201);
      } finally {
        giveBack();
      }
    })
    .get('/programmes/:programme/releases', describeRoute({ summary: 'The frozen releases' }), async (c) => {
      const { programme } = c.req.param();
      authorize(c.get('actor'), 'releases.read', programme);
      const waves = new Map((await deps.storage.waves(programme)).map((wave) => [wave.id, wave]));
      const releases = await deps.storage.releases(programme);
      return c.json(
        releases.map(({ hash, wave, number, publishedAt }) => ({
          hash,
          wave,
          number,
          publishedAt,
          title: waves.get(wave)!.title,
          period: waves.get(wave)!.period,
        })),
      );
    })
    .get(
      '/releases/:hash',
      describeRoute({
        summary: 'One release: the bytes its hash names, or of format 1 what readers get of them',
      }),
      async (c) => {
        const release = await deps.storage.release(c.req.param('hash'));
        if (!release) throw new Problem(c.get('actor') ? 'notFound' : 'notSignedIn');
        authorize(c.get('actor'), 'releases.read', release.programme);
        const { body, isRendered } = await readRelease(deps.storage, release);
        c.header('content-type', 'application/json; charset=utf-8');
        if (isRendered) c.header('manyi-rendered-from', release.hash);
        return c.body(body);
      },
    )
    .get(
      '/releases/:hash/sealed',
      describeRoute({ summary: 'The same at full precision; each reading is on record' }),
      async (c) => {
        const release = await deps.storage.release(c.req.param('hash'));
        if (!release) throw new Problem(c.get('actor') ? 'notFound' : 'notSignedIn');
        const actor = authorize(c.get('actor'), 'releases.readSealed', release.programme);
        const document = await readSealedRelease(deps, release, actor);
        c.header('content-type', 'application/json; charset=utf-8');
        return c.body(document);
      },
    );
}
