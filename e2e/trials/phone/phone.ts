import type { Browser, Page, Route } from '@playwright/test';
import { fillInShortSurvey, press } from '../../journeys/journey.ts';
import { withBrowser } from '../browser.ts';
import { temporaryFolder } from '../children.ts';
import { manyi } from '../manyi.ts';
import { Promises } from '../promises.ts';
import { databaseFile, freePort, startServer, type Server } from '../server.ts';
import { call, openSurvey, PROGRAMME, type Survey } from '../survey.ts';
import type { Scale, Trial, Verdict } from '../trial.ts';
import { strangers, type Stranger } from './strangers.ts';

const RECEIVED = '谢谢您，已经收到';
const NOT_YET = '尚未送达';
const RECEIPT = /[0-9A-Z]{4}(-[0-9A-Z]{4})+/;

export const phone: Trial = {
  name: 'phone',
  promise:
    'On a phone nothing is called received but by the word of our server: not by a portal in between, not in flight mode; nothing is lost with the tab, nothing is sent by Enter while a word is being composed.',
  run: (scale) => withBrowser((browser) => tryPhone(browser, scale)),
};

async function tryPhone(browser: Browser, { choose }: Scale): Promise<Verdict> {
  const promises = new Promises();
  const folder = await temporaryFolder('phone');
  const server = await startServer({ folder, port: await freePort() });
  const survey = await openSurvey(server);
  const receipts: string[] = [];
  const few = strangers.filter((_, number) => number % choose(1, 5) === 0);
  for (const stranger of few) receipts.push(await answerBehind(browser, server, survey, stranger, promises));
  receipts.push(await answerInFlight(browser, server, survey, promises));
  await composeWithEnter(browser, server, survey, promises);
  const stored = await storedAnswers(server, survey);
  promises.expect(
    stored === receipts.length,
    `${stored} answers are stored, not the ${receipts.length} that were given`,
  );
  promises.expect(new Set(receipts).size === receipts.length, 'two answers have one receipt');
  for (const receipt of receipts) {
    const { status } = await manyi(`sqlite:${databaseFile(folder)}`, 'receipt', survey.wave, receipt);
    promises.expect(status === 0, `the receipt ${receipt} that was shown is not known`);
  }
  await server.stop();
  promises.tell(`${few.length} kinds of replies that are not ours, none taken for a receipt`);
  promises.tell(`${stored} answers stored, each once, all receipts known`);
  return promises;
}

/** Filled in and sent while somebody else answers; then that one is gone, and the answer goes on by itself. */
async function answerBehind(
  browser: Browser,
  server: Server,
  survey: Survey,
  stranger: Stranger,
  promises: Promises,
): Promise<string> {
  const page = await phoneOf(browser);
  const before = await storedAnswers(server, survey);
  const path = '**/api/waves/*/responses/*';
  const reply = (route: Route) =>
    route.fulfill({ status: stranger.status, contentType: stranger.type, body: stranger.body });
  await page.route(path, reply);
  await page.goto(`${server.address}/s/${survey.wave}`);
  await fillInShortSurvey(page);
  const answered = page.waitForResponse((each) => each.request().method() === 'PUT');
  await press(page, '确认并提交');
  await answered;
  await page.getByRole('heading', { name: new RegExp(`${NOT_YET}|${RECEIVED}`) }).waitFor();
  await nothingIsCalledReceived(page, `${stranger.name} (${stranger.status})`, promises);
  promises.expect((await storedAnswers(server, survey)) === before, `${stranger.name}: something was stored`);
  // Whoever reloads the page has the answers still.
  await page.unroute(path);
  await page.reload();
  return await receiptOn(page, server, survey, promises, stranger.name);
}

/** No network, and the tab gone: what was given is there when somebody opens the survey again. */
async function answerInFlight(
  browser: Browser,
  server: Server,
  survey: Survey,
  promises: Promises,
): Promise<string> {
  const page = await phoneOf(browser);
  const context = page.context();
  await page.goto(`${server.address}/s/${survey.wave}`);
  await fillInShortSurvey(page);
  await context.setOffline(true);
  await press(page, '确认并提交');
  await page.getByRole('heading', { name: NOT_YET }).waitFor();
  await nothingIsCalledReceived(page, 'flight mode', promises);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${server.address}/s/${survey.wave}`);
  return await receiptOn(again, server, survey, promises, 'flight mode');
}

/** Chinese is composed from letters; the Enter that ends a word, or keeps its letters, is nobody's wish to send. */
async function composeWithEnter(
  browser: Browser,
  server: Server,
  survey: Survey,
  promises: Promises,
): Promise<void> {
  const page = await phoneOf(browser);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url());
  });
  await page.goto(`${server.address}/s/${survey.wave}`);
  let composed = 0;
  await fillInShortSurvey(page, '8', async () => {
    const keyboard = await page.context().newCDPSession(page);
    for (const field of await page
      .locator('textarea:visible, input[type=text]:visible, input[type=number]:visible')
      .all()) {
      const screen = await page.locator('main h2').allInnerTexts();
      await field.focus();
      await keyboard.send('Input.imeSetComposition', { text: 'manyi', selectionStart: 5, selectionEnd: 5 });
      const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
      await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
      await keyboard.send('Input.insertText', { text: '满意' });
      await page.waitForTimeout(100);
      const isSame = String(await page.locator('main h2').allInnerTexts()) === String(screen);
      promises.expect(isSame, 'Enter during composition left the screen');
      promises.expect((await field.inputValue()).includes('满意'), 'the composed word is not in the field');
      composed += 1;
    }
  });
  promises.expect(composed > 0, 'there was no field to compose in, so nothing was proved');
  promises.expect(sent.length === 0, `Enter during composition sent something to ${sent[0]}`);
  await page.context().close();
}

async function phoneOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  return context.newPage();
}

async function nothingIsCalledReceived(page: Page, what: string, promises: Promises): Promise<void> {
  const shown = await page.locator('body').innerText();
  promises.expect(!shown.includes(RECEIVED), `${what} is taken for our word: "${RECEIVED}"`);
  promises.expect(!RECEIPT.test(shown), `${what}: a receipt is shown`);
  const kept = await page.evaluate(() => Object.keys(localStorage));
  promises.expect(
    kept.some((key) => key.startsWith('manyi/outbox/')),
    `${what}: nothing waits on the phone to be sent`,
  );
  promises.expect(
    kept.some((key) => key.startsWith('manyi/draft/')),
    `${what}: the draft is gone`,
  );
}

/** Once nothing waits any more, the page tells the receipt to who opens it again. */
async function receiptOn(
  page: Page,
  server: Server,
  survey: Survey,
  promises: Promises,
  what: string,
): Promise<string> {
  await page
    .waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('manyi/outbox/')))
    .catch(() => promises.expect(false, `${what}: the answer never went on`));
  await page.goto(`${server.address}/s/${survey.wave}`);
  const shown = page.locator('.receipt');
  await shown.waitFor({ timeout: 10_000 }).catch(() => undefined);
  const receipt = RECEIPT.exec(await page.locator('body').innerText())?.[0];
  promises.expect(receipt !== undefined, `${what}: no receipt is shown`);
  await page.context().close();
  return receipt ?? what;
}

/** As the evaluator reads it. */
async function storedAnswers(server: Server, survey: Survey): Promise<number> {
  const path = `/api/programmes/${PROGRAMME}/waves`;
  const reply = await call(server, 'GET', path, undefined, survey.evaluator);
  const waves = (await reply.json()) as readonly {
    readonly id: string;
    readonly counts: { readonly total: number };
  }[];
  return waves.find(({ id }) => id === survey.wave)!.counts.total;
}
