import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { choose, expect, fillInShortSurvey, goOn, press, send, test } from './journey.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands: rule and element, so that a failure says where to look. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const results = await checker.run(document, { runOnly: { type: 'tag', values } });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  }, standards);
}

for (const language of ['zh-Hans', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ colorScheme });
      const inLanguage = language === 'en' ? '?lang=en' : '';

      test('home, first screen, errors, refusal and sign-in', async ({ page, manyi }) => {
        for (const address of [`${manyi.address}/`, manyi.survey, `${manyi.address}/staff`]) {
          await page.goto(address + inLanguage);
          await expect(page.locator('h1')).toBeVisible();
          expect(await violations(page)).toEqual([]);
        }
        await page.goto(manyi.survey + inLanguage);
        await page.getByRole('button', { name: language === 'en' ? 'Next' : '下一步' }).click();
        await expect(page.getByRole('alert')).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.goto(`${manyi.survey}/i/unknown${inLanguage}`);
        expect(await violations(page)).toEqual([]);
      });

      test('what officials and evaluators see', async ({ staff }) => {
        const evaluator = await staff.evaluator();
        await evaluator.emulateMedia({ colorScheme });
        const pages = [
          '/trends/quality-district',
          '/analyse/quality-district',
          '/analyse/quality-district/demo-2026',
          '/analyse/airport-passengers/import',
        ];
        for (const path of pages) {
          await evaluator.goto(path + inLanguage);
          await expect(evaluator.locator('h1').first()).toBeVisible();
          await evaluator.waitForLoadState('networkidle');
          expect([path, ...(await violations(evaluator))]).toEqual([path]);
        }
      });
    });
  }
}

test('every screen of the survey, to the end', async ({ page, manyi }) => {
  await page.goto(manyi.survey);
  await choose(page, '您愿意参加这次调查吗？', '不愿意');
  await goOn(page);
  await expect(page.getByRole('heading', { name: '到这里就可以了' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await press(page, '返回修改');
  await fillInShortSurvey(page, '5', async () => expect(await violations(page)).toEqual([]));
  expect(await violations(page)).toEqual([]);
  await send(page);
  expect(await violations(page)).toEqual([]);
});
