import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirm, expect, fillInShortSurvey, send, test } from './journey.ts';

test('an evaluator opens a wave, sees an answer counted, closes, and cannot publish so few', async ({
  staff,
  page,
  manyi,
}) => {
  const evaluator = await staff.evaluator();
  const created = await evaluator.request.post('/api/programmes/quality-district/waves', {
    data: { id: 'autumn', title: { 'zh-Hans': '秋季调查', en: 'Autumn' }, period: '2026-10', form: 'short' },
  });
  expect(created.status()).toBe(201);
  await evaluator.goto('/analyse/quality-district/waves/autumn');
  await confirm(evaluator, '开放填写');
  await expect(evaluator.getByRole('button', { name: '停止收集' })).toBeVisible();

  await page.goto(`${manyi.address}/s/autumn`);
  await fillInShortSurvey(page);
  await send(page);
  await evaluator.reload();
  await expect(evaluator.getByRole('link', { name: /秋季调查.*收到1份/ })).toBeVisible();

  await confirm(evaluator, '停止收集');
  await page.goto(`${manyi.address}/s/autumn`);
  await expect(page.getByRole('heading', { name: '调查已经结束' })).toBeVisible();
  await evaluator.goto('/analyse/quality-district/waves/autumn#release');
  await confirm(evaluator, '发布结果');
  await expect(evaluator.getByRole('alert')).toContainText('还不能发布');
});

test('the export opens as a table with a row for every response', async ({ staff }) => {
  const evaluator = await staff.evaluator();
  const [counts, csv] = await Promise.all([
    evaluator.request.get('/api/waves/demo-2025/counts'),
    evaluator.request.get('/api/waves/demo-2025/responses.csv'),
  ]);
  const { total } = (await counts.json()) as { total: number };
  const text = await csv.text();
  expect(text.startsWith('\uFEFFrow_id,channel,')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(total + 1);
});

test('a file with a broken row is refused by line and reason', async ({ staff }) => {
  const evaluator = await staff.evaluator();
  const path = join(tmpdir(), 'manyi-broken-row.csv');
  await writeFile(path, 'year,resp\n2016,1\n2016\n');
  await evaluator.goto('/analyse/airport-passengers/import');
  await evaluator.locator('input[type=file]').setInputFiles(path);
  await evaluator.getByRole('button', { name: /导入/ }).click();
  const problems = evaluator.getByRole('table', { name: /要改正的行/ });
  await expect(problems.getByRole('row').nth(1)).toContainText('the file has no column');
  await expect(problems.getByRole('rowheader').first()).toHaveText('1');
});
