import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

/** Makes a batch on the page of its wave, and takes the file that downloads by itself. */
async function makeBatch(evaluator: Page, name: string, count: number): Promise<string> {
  const form = evaluator.locator('form.card');
  await form.getByLabel('批次名称').fill(name);
  await form.getByLabel(/^层/).fill('songyue');
  await form.getByLabel(/初级抽样单元/).fill(`${name}-unit`);
  await form.getByLabel(/^数量/).fill(String(count));
  const download = evaluator.waitForEvent('download');
  await form.getByRole('button', { name: '生成', exact: true }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('links that were not kept survive a click on a tab, a second batch and a click that leads away', async ({
  staff,
}) => {
  const evaluator = await staff.evaluator();
  await evaluator.request.post('/api/programmes/quality-district/waves', {
    data: { id: 'links', title: { 'zh-Hans': '链接一轮', en: 'Links' }, period: '2026-Q4', form: 'short' },
  });
  await evaluator.goto('/analyse/quality-district/waves/links#invitations');
  const first = await makeBatch(evaluator, '松月', 12);
  expect(first.trimEnd().split('\r\n')).toHaveLength(13);
  const heading = evaluator.getByRole('heading', { name: '松月：12个邀请链接' });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();

  await evaluator.getByRole('link', { name: '收集', exact: true }).click();
  await expect(evaluator.getByRole('heading', { name: '收集' })).toBeVisible();
  await expect(heading).toBeVisible();
  await evaluator.getByRole('link', { name: '邀请', exact: true }).click();
  const second = await makeBatch(evaluator, '鹭鸣', 15);
  expect(second.trimEnd().split('\r\n')).toHaveLength(16);
  await expect(evaluator.getByRole('heading', { name: '鹭鸣：15个邀请链接' })).toBeFocused();
  await expect(heading).toBeVisible();

  const again = evaluator.waitForEvent('download');
  await evaluator
    .getByRole('region', { name: '松月：12个邀请链接' })
    .getByRole('button', { name: /再次下载/ })
    .click();
  expect(await readFile(await (await again).path(), 'utf8')).toBe(first);

  await evaluator.getByRole('link', { name: '调查项目' }).click();
  const question = evaluator.getByRole('alertdialog');
  await expect(question).toContainText('还有2批邀请链接没有确认保存');
  await expect(question).toContainText('鹭鸣、松月');
  await question.getByRole('button', { name: '留在本页' }).click();
  await expect(heading).toBeVisible();

  let asked = false;
  evaluator.on('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.dismiss();
  });
  await evaluator.evaluate(() => location.reload()).catch(() => undefined);
  await expect.poll(() => asked).toBe(true);
  await expect(heading).toBeVisible();

  for (const batch of ['松月', '鹭鸣']) {
    await evaluator.getByRole('button', { name: `${batch}的链接已保存好` }).click();
    await evaluator
      .getByRole('group', { name: `${batch}的链接已保存好` })
      .getByText('已保存好', { exact: true })
      .click();
  }
  await expect(heading).toHaveCount(0);
  await evaluator.getByRole('link', { name: '调查项目' }).click();
  await evaluator.waitForURL('**/staff');
});

test('each field that is missing says so, and the first takes the focus', async ({ staff }) => {
  const evaluator = await staff.evaluator();
  await evaluator.goto('/analyse/quality-district');
  const form = evaluator.locator('form.card');
  await form.getByRole('button', { name: '新建', exact: true }).click();
  await expect(form.getByLabel('名称（中文）')).toBeFocused();
  await expect(form.locator('[aria-invalid="true"]')).toHaveCount(4);
  await expect(form.getByLabel(/^时期/)).toHaveAccessibleDescription('请填写时期。');

  await form.getByLabel('名称（中文）').fill('又一轮');
  await form.getByLabel('名称（英文）').fill('One more');
  await form.getByLabel(/^代号/).fill('demo-2025');
  await form.getByLabel(/^时期/).fill('2027-13');
  await form.getByRole('button', { name: '新建', exact: true }).click();
  await expect(form.getByLabel(/^时期/)).toBeFocused();
  await form.getByLabel(/^时期/).fill('2027-12');
  await form.getByRole('button', { name: '新建', exact: true }).click();
  await expect(form.getByLabel(/^代号/)).toBeFocused();
  await expect(form.getByLabel(/^代号/)).toHaveAccessibleDescription(/代号“demo-2025”已被占用/);
});
