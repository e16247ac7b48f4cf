import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { startManyi, type RunningManyi } from '../start-manyi.ts';

interface Staff {
  /** A page of somebody who is signed in; one-time links are used once for all journeys. */
  readonly evaluator: () => Promise<Page>;
  readonly official: () => Promise<Page>;
  readonly auditor: () => Promise<Page>;
  readonly administrator: () => Promise<Page>;
}

/** One demonstration for all journeys. */
export const test = base.extend<object, { manyi: RunningManyi; staff: Staff }>({
  staff: [
    async ({ manyi, browser }, use) => {
      const evaluator = await sessionOf(browser, manyi.evaluatorLink);
      const official = await sessionOf(browser, manyi.officialLink);
      const auditor = await sessionOf(browser, manyi.auditorLink);
      const administrator = await sessionOf(browser, manyi.administratorLink);
      const pageOf = (storageState: Awaited<ReturnType<typeof sessionOf>>) => () =>
        browser.newPage({
          storageState,
          javaScriptEnabled: true,
          isMobile: false,
          baseURL: manyi.address,
          viewport: { width: 1280, height: 800 },
        });
      await use({
        evaluator: pageOf(evaluator),
        official: pageOf(official),
        auditor: pageOf(auditor),
        administrator: pageOf(administrator),
      });
    },
    { scope: 'worker' },
  ],
  manyi: [
    async ({}, use) => {
      const manyi = await startManyi();
      await use(manyi);
      await manyi.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
export { expect };

async function sessionOf(browser: Browser, link: string) {
  const page = await browser.newPage({ javaScriptEnabled: true });
  await enter(page, link);
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

/** Enters by a one-time link, as the terminal prints it. */
async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: /身份登录/ }).click();
  await page.waitForURL('**/staff');
}

/** Chooses an option of the question with this text. */
export async function choose(page: Page, question: string | RegExp, option: string): Promise<void> {
  const group = page.getByRole('group', { name: question });
  await group.getByLabel(option, { exact: true }).check({ force: true });
}

/** Presses a button by its key: a tap at once on a new screen is taken for the second tap on the one before. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).press('Enter');
}

export async function goOn(page: Page): Promise<void> {
  await press(page, '下一步');
}

/**
 * Fills in the short survey like a resident in a hurry: what is asked on each screen is answered, ratings with
 * the one given, until the review. `onScreen` looks at each screen in between; `goOnFrom` leaves it.
 */
export async function fillInShortSurvey(
  page: Page,
  rating = '8',
  onScreen: () => Promise<void> = () => Promise.resolve(),
  goOnFrom: () => Promise<void> = () => goOn(page),
): Promise<void> {
  await choose(page, '您愿意参加这次调查吗？', '愿意');
  await choose(page, '您的年龄是？', '30—39岁');
  await choose(page, /您在本区居住满6个月了吗/, '满6个月');
  await goOn(page);
  await choose(page, /您或同住家人目前是否在以下单位工作/, '否');
  await choose(page, /您现在住在哪个街道/, '松月街道');
  await choose(page, '您的性别是？', '女');
  await goOn(page);
  for (let screen = 0; screen < 15; screen++) {
    if (await isAtReview(page)) return;
    const before = await screenOf(page);
    await onScreen();
    for (const group of await page.getByRole('group').all()) {
      const point = group.getByLabel(rating, { exact: true });
      if (await point.count()) await point.check({ force: true });
    }
    const asked = page.getByRole('group', { name: /有没有人要求、暗示您/ });
    if (await asked.count()) await asked.getByLabel('没有', { exact: true }).check({ force: true });
    await goOnFrom();
    await expect.poll(() => screenOf(page)).not.toBe(before);
  }
  throw new Error('the review did not come');
}

function isAtReview(page: Page): Promise<boolean> {
  return page.getByRole('heading', { name: '请检查您的回答' }).isVisible();
}

/** What tells one screen from another: which step it is, and what it asks. */
async function screenOf(page: Page): Promise<string> {
  const texts = await page.locator('main h2, main legend').allInnerTexts();
  return texts.join('|');
}

export async function send(page: Page): Promise<void> {
  await press(page, '确认并提交');
  await expect(page.getByRole('heading', { name: '谢谢您，已经收到' })).toBeVisible();
}

/** Presses a button that asks again, and says yes. */
export async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('group', { name }).getByRole('button', { name }).click();
}
