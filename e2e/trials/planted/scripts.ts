import type { Browser, Page } from '@playwright/test';
import { withBrowser } from '../browser.ts';
import { temporaryFolder } from '../children.ts';
import { addEveryKind } from '../every-kind.ts';
import { Ledger } from '../ledger.ts';
import { Promises } from '../promises.ts';
import { freePort, startServer, type Server } from '../server.ts';
import {
  addPerson,
  call,
  newResponse,
  openSurvey,
  pathOf,
  bodyOf,
  PROGRAMME,
  type Survey,
} from '../survey.ts';
import type { Scale, Trial, Verdict } from '../trial.ts';
import { formWith, IMPORTING, placesOf } from './places.ts';
import { scripts } from './scripts-planted.ts';
import { didSomething, WatchedPage } from './watched-page.ts';

const LEAST_PAYLOADS = 200;
/** Enough for a release. */
const INVITED = 20;

export const scriptsPlanted: Trial = {
  name: 'scripts',
  promise:
    'Markup written wherever anybody may write something stays a text on every page of every role: nothing runs, nothing is added, no policy has to stop anything.',
  run: (scale) => withBrowser((browser) => tryScripts(browser, scale)),
};

async function tryScripts(browser: Browser, { choose }: Scale): Promise<Verdict> {
  const promises = new Promises();
  const folder = await temporaryFolder('scripts');
  const server = await startServer({ folder, port: await freePort() });
  const survey = await openSurvey(server);
  await addEveryKind(server, folder, survey, new Ledger());
  const few = scripts.filter((_, number) => number % choose(1, 5) === 0);
  const taken = await plantAll(server, survey, few, promises);
  const published = await publishUnder(server, survey, scripts.join(' '));
  const official = await addPerson(server, survey.administrator, [
    { role: 'official', programme: PROGRAMME },
    { role: 'official', programme: IMPORTING },
  ]);
  const visits: Record<string, number> = {};

  const as = async (who: string, cookie: string, look: (visit: Visit) => Promise<void>) => {
    const watched = await WatchedPage.open(browser, server.address, cookie);
    const judge = async (what: string) => {
      visits[who] = (visits[who] ?? 0) + 1;
      const done = await watched.misdeeds();
      promises.expect(!didSomething(done), `${what} as ${who}: ${JSON.stringify(done).slice(0, 300)}`);
    };
    await look({
      page: watched.page,
      judge,
      async open(path) {
        await watched.page.goto(server.address + path);
        await watched.settled();
        await judge(path);
      },
    });
    await watched.close();
  };

  await as('nobody', '', async ({ page, open, judge }) => {
    await open('/');
    await open(`/s/${survey.wave}`);
    await open(`/s/${published.open}`);
    await open('/staff');
    for (const text of few) {
      const written = encodeURIComponent(text);
      for (const path of [`/s/${survey.wave}?lang=${written}`, `/s/${written}`, `/${written}`]) {
        await page.goto(server.address + path);
        await judge(path);
      }
      await page.goto(`${server.address}/s/${survey.wave}`);
      await postForm(page, formWith(text));
      promises.expect((await page.content()).includes('planted'), `the review does not show ${text}`);
      await judge(`the review of ${text}`);
    }
  });
  await as('administrator', survey.administrator, async ({ open, page }) => {
    for (const path of ['/staff', '/staff/people', '/staff/audit', '/staff/account']) await open(path);
    await page.goto(`${server.address}/staff/people`);
    await page.getByText(scripts[0]!).first().waitFor();
    for (const text of few) await open(`/staff/enter/${encodeURIComponent(text)}`);
  });
  await as('evaluator', survey.evaluator, async ({ open, page, judge }) => {
    await open('/staff');
    await open('/staff/audit');
    await open(`/analyse/${PROGRAMME}`);
    await page.getByText(scripts[0]!).first().waitFor();
    for (const tab of ['fieldwork', 'invitations', 'estimates', 'release']) {
      await open('/staff');
      await open(`/analyse/${PROGRAMME}/waves/${survey.wave}#${tab}`);
    }
    for (const wave of [published.open, published.sealed]) await open(`/analyse/${PROGRAMME}/waves/${wave}`);
    await open(`/analyse/${IMPORTING}`);
    await open(`/analyse/${IMPORTING}/import`);
    for (const text of few) {
      await upload(page, text);
      await judge(`a file called ${text}`);
      await open(`/analyse/${encodeURIComponent(text)}`);
    }
  });
  await as('official', official, async ({ open, page }) => {
    await open('/staff');
    await open(`/trends/${PROGRAMME}`);
    await open(`/trends/${PROGRAMME}/${published.release}`);
    await page.getByText(scripts[0]!, { exact: false }).first().waitFor();
    await open(`/trends/${IMPORTING}`);
    for (const text of few) await open(`/trends/${PROGRAMME}/${encodeURIComponent(text)}`);
  });
  await proveScripts(browser, promises);
  await server.stop();
  promises.expect(taken >= LEAST_PAYLOADS, `only ${taken} texts were planted, not ${LEAST_PAYLOADS}`);
  promises.tell(`${taken} texts planted, ${scripts.length} kinds of markup`);
  promises.tell(
    `pages seen: ${Object.entries(visits)
      .map((each) => each.join(' '))
      .join(', ')}`,
  );
  return promises;
}

interface Visit {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
  readonly judge: (what: string) => Promise<void>;
}

/** What the pages of staff show again. */
const shownAgain = [
  'the name of a person',
  'the Chinese title of a wave',
  'the English title of a wave',
  'the name of a batch',
  'a stratum',
  'a primary unit',
  'the name of a file',
  'a free answer',
];

/** Each where it is shown again, a few of them everywhere else. Returns how many were planted. */
async function plantAll(
  server: Server,
  survey: Survey,
  few: readonly string[],
  promises: Promises,
): Promise<number> {
  let planted = 0;
  for (const { name, plant } of placesOf(server, survey)) {
    // Guesses are limited, and nobody sees the name of who did not come in.
    if (name === 'the name of who signs in') continue;
    let taken = 0;
    for (const text of shownAgain.includes(name) ? scripts : few) {
      const { status } = await plant(text);
      planted += 1;
      taken += status < 300 ? 1 : 0;
      promises.expect(status < 500, `${status} for ${text} in ${name}`);
    }
    const isProof = taken === scripts.length || !shownAgain.includes(name);
    promises.expect(isProof, `only ${taken} texts were taken as ${name}`);
  }
  return planted;
}

/** Two waves of this title: one open, one sealed with a release. */
async function publishUnder(server: Server, survey: Survey, title: string) {
  const { evaluator } = survey;
  const [open, sealed] = ['titled-open', 'titled-sealed'];
  for (const id of [open, sealed]) {
    const wave = { id, title: { 'zh-Hans': title, en: title }, period: '2028', form: 'short' };
    await call(server, 'POST', `/api/programmes/${PROGRAMME}/waves`, wave, evaluator);
    await call(server, 'POST', `/api/waves/${id}/open`, {}, evaluator);
  }
  const batch = { name: 'sealed', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 1, count: INVITED };
  const issued = await call(server, 'POST', `/api/waves/${sealed}/invitation-batches`, batch, evaluator);
  const { links } = (await issued.json()) as { links: readonly string[] };
  for (const link of links) {
    const response = { ...newResponse(), invitation: link.split('/').at(-1)! };
    const body = JSON.parse(bodyOf(survey, response)) as object;
    await call(server, 'PUT', pathOf({ ...survey, wave: sealed }, response.id), body);
  }
  for (const step of ['close', 'seal'])
    await call(server, 'POST', `/api/waves/${sealed}/${step}`, {}, evaluator);
  const made = await call(server, 'POST', `/api/waves/${sealed}/releases`, {}, evaluator);
  const { hash } = (await made.json()) as { hash: string };
  return { open, sealed, release: hash };
}

/** As a browser without script posts it. */
async function postForm(page: Page, fields: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((reply) => reply.request().method() === 'POST'),
    page.waitForEvent('load'),
    page.evaluate((encoded) => {
      const form = document.createElement('form');
      form.method = 'post';
      for (const [name, value] of new URLSearchParams(encoded)) {
        const field = document.createElement('textarea');
        field.name = name;
        field.value = value;
        form.append(field);
      }
      document.body.append(form);
      HTMLFormElement.prototype.submit.call(form);
    }, fields),
  ]);
}

async function upload(page: Page, text: string): Promise<void> {
  const buffer = Buffer.from(`year,"${text.replaceAll('"', '""')}"\n"${text.replaceAll('"', '""')}",1\n`);
  const file = { name: `${text.replaceAll('/', '∕')}.csv`, mimeType: 'text/csv', buffer };
  await page.goto(page.url().replace(/\/analyse\/.*/, `/analyse/${IMPORTING}/import`));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('form button[type=submit]').first().click();
  await page.locator('#import-state').waitFor();
}

/** On a page that writes texts as markup each of them does something, or it proves nothing. */
async function proveScripts(browser: Browser, promises: Promises): Promise<void> {
  const watched = await WatchedPage.open(browser, 'http://127.0.0.1:9');
  for (const text of scripts) {
    await watched.page.goto('about:blank');
    await watched.misdeeds();
    await watched.page
      .setContent(
        `<title>${text}</title><style>${text}</style><body><div>${text}</div><input value="${text}">` +
          `<input value='${text}'><textarea>${text}</textarea><!--${text}--><a href="${text}">满意</a>` +
          `<script type="application/json">"${text}"</script>`,
        { waitUntil: 'commit', timeout: 5000 },
      )
      .catch(() => undefined);
    await watched.page.waitForTimeout(30);
    const done = await watched.misdeeds();
    promises.expect(didSomething(done), `${text} does nothing anywhere, so it proves nothing`);
  }
  await watched.close();
}
