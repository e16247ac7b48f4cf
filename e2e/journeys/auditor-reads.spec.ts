import { expect, test } from './journey.ts';
import { violations } from './violations.ts';

test('an auditor reads releases, what was left out and the whole chain, and is offered nothing to change', async ({
  staff,
}) => {
  const page = await staff.auditor();
  await page.goto('/trends/quality-district');
  await expect(page.getByRole('heading', { name: '要求剔除的答卷' })).toBeVisible();
  await expect(page.getByText('没有人要求剔除这一轮的答卷。')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const menu = page.getByRole('navigation', { name: '主菜单' });
  await expect(menu.getByRole('link', { name: '操作记录' })).toBeVisible();
  for (const name of ['调查与分析', '人员']) await expect(menu.getByRole('link', { name })).toHaveCount(0);

  const sealed = page.getByRole('link', { name: /密封/ }).first();
  const path = await sealed.getAttribute('href');
  const reply = await page.request.get(path!);
  expect([reply.status(), await reply.json()]).toEqual([
    200,
    expect.objectContaining({ format: 'manyi-release-2-sealed' }),
  ]);

  await menu.getByRole('link', { name: '操作记录' }).click();
  await expect(page.getByRole('cell', { name: 'demonstration auditor' }).first()).toBeVisible();
  await expect(page.getByText('全部记录由管理员查看')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  // By hand, past the menu.
  for (const [method, address] of [
    ['POST', '/api/waves/demo-2026/close'],
    ['POST', '/api/users'],
  ] as const) {
    const refused = await page.request.fetch(address, {
      method,
      data: { name: '某人', grants: [{ role: 'official', programme: '*' }] },
    });
    expect([address, refused.status()]).toEqual([address, 403]);
  }
});
