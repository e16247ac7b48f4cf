import { choose, expect, fillInShortSurvey, goOn, press, send, test } from './journey.ts';
import { violations } from './violations.ts';

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

      test('what officials, evaluators and administrators see', async ({ staff }) => {
        const seen = [
          [
            await staff.evaluator(),
            '/trends/quality-district',
            '/analyse/quality-district',
            '/analyse/quality-district/waves/demo-2026',
            '/analyse/airport-passengers/import',
          ],
          [await staff.administrator(), '/staff/people', '/staff/account', '/staff/audit'],
        ] as const;
        for (const [page, ...paths] of seen) {
          await page.emulateMedia({ colorScheme });
          for (const path of paths) {
            await page.goto(path + inLanguage);
            await expect(page.locator('h1').first()).toBeVisible();
            await page.waitForLoadState('networkidle');
            expect([path, ...(await violations(page))]).toEqual([path]);
          }
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
