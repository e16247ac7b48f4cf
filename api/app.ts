import { Hono, type NotFoundHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { openAPIRouteHandler } from 'hono-openapi';
import { actorOf } from './access/session.ts';
import { compressed } from './compress.ts';
import type { Deps, Env } from './deps.ts';
import { Problem } from './problems.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { exportRoutes } from './routes/exports.ts';
import { importRoutes } from './routes/imports.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { pageRoutes } from './routes/pages.ts';
import { peopleRoutes } from './routes/people.ts';
import { releaseRoutes } from './routes/releases.ts';
import { languageOf, respondRoutes } from './routes/respond.ts';
import { responseRoutes } from './routes/responses.ts';
import { sessionRoutes } from './routes/session.ts';
import { waveRoutes } from './routes/waves.ts';

/** The whole application, without a socket: `app.request(...)` is how tests talk to it. */
export function createApp(deps: Deps) {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const began = performance.now();
    await next();
    // The pattern, never the address: addresses hold invitations.
    const route = c.req.matchedRoutes.findLast(({ path }) => path !== '/*')?.path ?? 'none';
    deps.log.info({
      method: c.req.method,
      route,
      status: c.res.status,
      ms: Math.round(performance.now() - began),
    });
  });

  // Before the rest, which would cost it more than it does itself.
  app.route('/api', responseRoutes(deps));

  app.use(compressed());
  app.use(
    secureHeaders({
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      crossOriginResourcePolicy: 'same-origin',
      strictTransportSecurity: false,
    }),
  );

  const staffApi = new Hono<Env>()
    .use(csrf())
    .use(async (c, next) => {
      c.set('actor', await actorOf(c, deps.storage, deps.clock()));
      await next();
    })
    .route('/', sessionRoutes(deps))
    .route('/', peopleRoutes(deps))
    .route('/', waveRoutes(deps))
    .route('/', invitationRoutes(deps))
    .route('/', importRoutes(deps))
    .route('/', exportRoutes(deps))
    .route('/', releaseRoutes(deps));

  const routed = app
    .route('/api', definitionRoutes(deps))
    .route('/api', staffApi)
    .route('/', respondRoutes(deps))
    .route('/', pageRoutes(deps));

  app.get('/healthz', (c) => c.json({ status: 'alive' }));
  app.get(
    '/api/openapi.json',
    openAPIRouteHandler(routed, {
      documentation: {
        info: { title: 'Manyi', version: deps.software, description: 'Satisfaction surveys' },
      },
    }),
  );

  app.notFound(notFound(deps));
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem.code === 'internal') deps.log.error({ err: error }, 'request failed');
    if (problem.status === 503) c.header('retry-after', String(1 + Math.floor(Math.random() * 4)));
    return c.json(problem.body(), problem.status);
  });
  return routed;
}

export type Api = ReturnType<typeof createApp>;

/** Nothing at an address: a page for people, a problem for programs. */
export function notFound({ pages }: Pick<Deps, 'pages'>): NotFoundHandler {
  return (c) => {
    const wantsPage =
      c.req.header('accept')?.includes('text/html') === true && !c.req.path.startsWith('/api');
    if (!wantsPage) return c.json(new Problem('notFound').body(), 404);
    const page = pages.refusal({ language: languageOf(c.req.query('lang')), problem: 'notFound' });
    c.header('content-security-policy', page.contentSecurityPolicy);
    return c.html(page.html, 404);
  };
}

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Problem('malformedJson');
    if (error.status === 403) return new Problem('crossSite');
    if (error.status === 413) return new Problem('bodyTooLarge');
  }
  return new Problem('internal');
}
