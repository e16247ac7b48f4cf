import { Hono, type Context, type MiddlewareHandler, type NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isPublicHttps } from './access/cookies.ts';
import { ownSiteOnly } from './access/own-site.ts';
import { refusalsOnRecord } from './access/refusals.ts';
import { actorOf } from './access/session.ts';
import { limitBodies } from './http/body-limit.ts';
import { compressed } from './http/compress.ts';
import type { Deps, Env } from './deps.ts';
import { createKeptPages } from './http/kept-pages.ts';
import { describeApi } from './http/openapi.ts';
import { observed } from './observe/observed.ts';
import { Problem, type ProblemCode } from './problems.ts';
import { accountRoutes } from './access/account-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { definitionRoutes } from './programmes/definition-routes.ts';
import { questionnaireRoute } from './responses/questionnaire-route.ts';
import { firstPageRoute } from './responses/first-page-route.ts';
import { exclusionRoutes } from './exclusions/exclusion-routes.ts';
import { exportRoutes } from './exports/export-routes.ts';
import { healthRoutes } from './observe/health-routes.ts';
import { importRoutes } from './imports/import-routes.ts';
import { invitationRoutes } from './fieldwork/invitation-routes.ts';
import { pageRoutes } from './home/page-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { releaseRoutes } from './releases/release-routes.ts';
import { languageOf } from './http/language-of.ts';
import { respondRoutes } from './responses/respond-routes.ts';
import { questionnaireOfHashRoute } from './responses/questionnaire-of-hash-route.ts';
import { MOST_RESPONSE_BYTES, responseRoutes } from './responses/response-routes.ts';
import { sessionRoutes } from './access/session-routes.ts';
import { waveRoutes } from './fieldwork/wave-routes.ts';
import { StorageError } from './storage/storage.ts';

/**
 * The whole application, without a socket: `app.request(...)` is how tests talk to it.
 *
 * @param assets answers with the files that were built for browsers
 */
export function createApp(deps: Deps, assets?: MiddlewareHandler) {
  const app = new Hono<Env>();

  // Before the rest, none of which is for files that never change.
  if (assets) app.all('/assets/*', assets, notFound(deps));
  app.use(observed(deps));
  app.use(plainPath);
  // Before the rest, which would cost it more than it does itself.
  app.route('/api', responseRoutes(deps));

  app.use(limitBodies(MOST_RESPONSE_BYTES));
  app.use(compressed());
  app.use(
    secureHeaders({
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      crossOriginResourcePolicy: 'same-origin',
      strictTransportSecurity: isPublicHttps(deps) ? 'max-age=31536000' : false,
    }),
  );

  const staffApi = new Hono<Env>()
    .use(ownSiteOnly(deps))
    .use(neverKept)
    .use(refusalsOnRecord(deps))
    .use(async (c, next) => {
      c.set('actor', await actorOf(c, deps));
      await next();
    })
    // Before anything is looked up: who has not signed in does not learn which waves there are.
    .use('/waves/*', async (c, next) => {
      if (!c.get('actor')) throw new Problem('notSignedIn');
      await next();
    })
    .route('/', sessionRoutes(deps))
    .route('/', accountRoutes(deps))
    .route('/', auditRoutes(deps))
    .route('/', peopleRoutes(deps))
    .route('/', waveRoutes(deps))
    .route('/', invitationRoutes(deps))
    .route('/', importRoutes(deps))
    .route('/', exclusionRoutes(deps))
    .route('/', exportRoutes(deps))
    .route('/', releaseRoutes(deps));

  const routed = app
    .route('/api', definitionRoutes(deps))
    .route('/api', questionnaireRoute(deps))
    .route('/api', questionnaireOfHashRoute(deps))
    .route('/api', staffApi)
    .route('/', firstPageRoute(deps))
    .route('/', respondRoutes(deps))
    .route('/', pageRoutes(deps))
    .route('/', healthRoutes(deps));

  const described = createKeptPages();
  app.get('/api/openapi.json', (c) =>
    described.replyJson(c, 'openapi', () => describeApi(routed, deps.software)),
  );

  app.notFound(notFound(deps));
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem.code === 'internal' || error instanceof StorageError) {
      deps.log.error({ err: error }, 'request failed');
    }
    if (problem.status === 503) c.header('retry-after', String(1 + Math.floor(Math.random() * 4)));
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    return wantsPage(c)
      ? refusalPage(deps, c, problem.code, problem.status)
      : c.json(problem.body(), problem.status);
  });
  return routed;
}

/** Every route with what it takes and replies: what the staff pages' client is typed by. */
export type Api = ReturnType<typeof createApp>;

/** What staff read is kept by no browser: whoever sits down there after they signed out finds nothing. */
const neverKept: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};

/** Nothing at an address: a page for people, a problem for programs. */
function notFound(deps: Pick<Deps, 'pages'>): NotFoundHandler {
  return (c) =>
    wantsPage(c) ? refusalPage(deps, c, 'notFound', 404) : c.json(new Problem('notFound').body(), 404);
}

function wantsPage(c: Context): boolean {
  return c.req.header('accept')?.includes('text/html') === true && !c.req.path.startsWith('/api');
}

function refusalPage(
  { pages }: Pick<Deps, 'pages'>,
  c: Context,
  problem: ProblemCode,
  status: ContentfulStatusCode,
): Response {
  const page = pages.refusal({ language: languageOf(c.req.query('lang')), problem });
  c.header('content-security-policy', page.contentSecurityPolicy);
  return c.html(page.html, status);
}

/**
 * An address has one way of being written. Others (`//`, a slash or a dot in disguise) are read differently by
 * proxies and programs, and a gate that looks at one reading can be passed by another; here they are nothing.
 */
const plainPath: MiddlewareHandler = (c, next) => {
  const { url } = c.req;
  const begin = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.indexOf('?', begin);
  if (/\/\/|%2f|%5c|%2e|%00|\\/i.test(url.slice(begin, end < 0 ? undefined : end)))
    throw new Problem('notFound');
  return next();
};

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StorageError) return new Problem('notStoredNow');
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Problem('malformedJson');
    if (error.status === 403) return new Problem('crossSite');
    if (error.status === 413) return new Problem('bodyTooLarge');
  }
  return new Problem('internal');
}
