import { expect, test } from './journey.ts';

test('an official reads the index with its interval, its change and the verdicts', async ({ staff }) => {
  const page = await staff.official();
  await page.goto('/trends/quality-district');
  await expect(page.getByRole('heading', { level: 1, name: '示范区质量满意度调查' })).toBeVisible();
  await expect(page.getByText(/模拟数据/).first()).toBeVisible();
  const release = await page.request.get('/api/programmes/quality-district/releases');
  const releases = (await release.json()) as { hash: string; wave: string }[];
  const last = releases.find(({ wave }) => wave === 'demo-2025')!;
  const document = (await (await page.request.get(`/api/releases/${last.hash}`)).json()) as {
    figures: { key: string; cell: { value: number } }[];
    targets: { verdict: string }[];
  };
  const headline = document.figures.find(({ key }) => key === 'index/overall')!.cell.value.toFixed(1);
  await expect(page.getByText(headline, { exact: true }).first()).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: /第\d+(—\d+)?位（共\d+个）/ }).first()).toBeVisible();
  const words = { met: '达标', notMet: '未达标', undecided: '尚难判断', insufficientDesign: '样本设计不足' };
  for (const { verdict } of document.targets) {
    await expect(page.getByText(words[verdict as keyof typeof words]).first()).toBeVisible();
  }
});

test('an official is kept from single responses and from figures that are not frozen', async ({ staff }) => {
  const page = await staff.official();
  for (const path of ['responses.csv', 'estimates']) {
    const reply = await page.request.get(`/api/waves/demo-2026/${path}`);
    expect(reply.status()).toBe(403);
  }
});

test('who is not signed in is asked to sign in', async ({ page, manyi }) => {
  await page.goto(`${manyi.address}/trends/quality-district`);
  await expect(page.getByLabel('密码')).toBeVisible();
  await page.getByLabel(/用户名|姓名|名称/).fill('demonstration official');
  await page.getByLabel('密码').fill('not the password');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('不对');
});
