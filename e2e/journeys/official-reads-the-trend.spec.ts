import { readFile } from 'node:fs/promises';
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
    targets: { judgement: { verdict: string } }[];
  };
  const headline = document.figures.find(({ key }) => key === 'index/overall')!.cell.value.toFixed(1);
  await expect(page.getByText(headline, { exact: true }).first()).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  // The page shows the tested group alone; ranks, which are ranges, stand in the file.
  await expect(page.getByRole('cell', { name: /看不出差别|于其他地区/ }).first()).toBeVisible();
  await expect(page.getByText(/第\d+(—\d+)?位（共\d+个）/)).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('region', { name: '各街道（地区）' }).getByRole('button', { name: /CSV/ }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toMatch(/第\d+(—\d+)?位（共\d+个）/);
  const words = {
    met: '达标',
    notMet: '未达标',
    // The base of a promise has no verdict yet.
    undecided: /尚难判断|是起点/,
    insufficientDesign: '样本设计不足',
  };
  for (const { judgement } of document.targets) {
    const { verdict } = judgement;
    await expect(page.getByText(words[verdict as keyof typeof words]).first()).toBeVisible();
  }
});

test('what happened is told in words, and who may read the sealed document is led to it', async ({
  staff,
}) => {
  const page = await staff.official();
  await page.goto('/trends/quality-district');
  const happened = page.getByRole('region', { name: '调查经过' });
  for (const about of ['发出的邀请', '回收率', '时间', '剔除的答卷', '调查期间看过数字']) {
    await expect(happened.getByRole('rowheader', { name: about })).toBeVisible();
  }
  await expect(page.getByText('密封文件哈希')).toBeVisible();
  await expect(page.getByRole('link', { name: '下载密封文件' })).toHaveCount(0);
  const evaluator = await staff.evaluator();
  await evaluator.goto('/trends/quality-district');
  const sealed = evaluator.getByRole('link', { name: '下载密封文件' });
  await expect(sealed).toBeVisible();
  const path = await sealed.getAttribute('href');
  expect((await page.request.get(path!)).status()).toBe(403);
  const reply = await evaluator.request.get(path!);
  expect(((await reply.json()) as { format: string }).format).toBe('manyi-release-2-sealed');
});

test('an address that names no release shows no figures of another', async ({ staff }) => {
  const page = await staff.official();
  await page.goto('/trends/quality-district/deadbeef');
  await expect(page.getByRole('heading', { level: 1, name: '没有这一次发布' })).toBeVisible();
  await expect(page.locator('.figure')).toHaveCount(0);
  await page
    .getByRole('link', { name: /第1次发布/ })
    .first()
    .click();
  await expect(page.locator('.figure').first()).toBeVisible();
});

test('what is printed lies within the paper and on few sheets, the targets on the first', async ({
  staff,
}) => {
  const page = await staff.official();
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/trends/quality-district');
    await expect(page.locator('canvas')).toHaveCount(2);
    await page.getByText('正在绘图').first().waitFor({ state: 'detached' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    // A4 between margins of 1 cm, as the printer lays it out.
    await page.setViewportSize({ width: 718, height: 1047 });
    await page.emulateMedia({ media: 'print' });
    const charts = await page.locator('canvas').evaluateAll((canvases: HTMLCanvasElement[]) =>
      canvases.map((canvas) => ({
        right: canvas.getBoundingClientRect().right,
        fineness: canvas.width / canvas.getBoundingClientRect().width,
      })),
    );
    for (const { right, fineness } of charts) {
      expect(right).toBeLessThanOrEqual(718);
      expect(fineness).toBeGreaterThanOrEqual(2.5);
    }
    const outside = await page
      .locator('main *')
      .evaluateAll((elements) =>
        elements
          .filter((each) => each.getBoundingClientRect().right > 719)
          .map((each) => each.outerHTML.slice(0, 80)),
      );
    expect(outside).toEqual([]);
    const targets = await page.getByRole('region', { name: '目标与判定' }).boundingBox();
    expect(targets!.y + targets!.height).toBeLessThanOrEqual(1047);
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.setViewportSize({ width, height: 800 });
    for (const margin of ['0cm', '1cm']) {
      const printed = await page.pdf({
        format: 'A4',
        margin: { top: margin, right: margin, bottom: margin, left: margin },
      });
      expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(5);
    }
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
