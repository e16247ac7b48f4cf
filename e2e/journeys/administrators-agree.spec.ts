import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { violations } from './violations.ts';

const views = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
] as const;

/** The page as it stands, on a phone in light and on a laptop in dark: nothing against it, nothing out of sight. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const { width, height, colorScheme } of views) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([name, width, wider, ...(await violations(page))]).toEqual([name, width, 0]);
  }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('h1').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}

const password = '青铜 长颈鹿 骑 脚踏车 47';

test('two administrators keep people, accounts and the audit, on pages anybody can use', async ({
  staff,
  browser,
  manyi,
}) => {
  test.setTimeout(120_000);
  const first = await staff.administrator();
  await open(first, '/staff/people');
  await lookAt(first, 'people, one administrator');

  // Somebody who looks like nobody else, with an administrator's role: done at once while there is one.
  const form = first.locator('form').filter({ has: first.getByRole('heading', { name: '添加人员' }) });
  await form.getByLabel('姓名').fill('李管理');
  await form.getByRole('combobox', { name: /^角色/ }).selectOption('administrator');
  await form.getByRole('button', { name: '添加', exact: true }).click();
  const link = await first.locator('.notice code').innerText();
  await lookAt(first, 'people, a link to hand over');

  const context = await browser.newContext({ locale: 'zh-CN', baseURL: manyi.address });
  const second = await context.newPage();
  await open(second, new URL(link).pathname);
  await lookAt(second, 'the link');
  await second.getByLabel('新密码').fill(password);
  await second.getByLabel('再输入一次').fill(password);
  await second.getByRole('button', { name: '设定密码并登录' }).click();
  await second.waitForURL('**/staff');

  // From now on a word of the other is needed.
  await form.getByLabel('姓名').fill('王评估');
  await form.getByRole('combobox', { name: /^角色/ }).selectOption('evaluator');
  await form.getByRole('button', { name: '添加', exact: true }).click();
  await expect(first.getByRole('heading', { name: '待另一位管理员确认' })).toBeVisible();
  await lookAt(first, 'people, an own proposal');
  await first.getByRole('button', { name: '给李管理一个新的一次性链接' }).click();
  await expect(first.getByRole('button', { name: '撤回' })).toHaveCount(2);

  await open(second, '/staff/people');
  await lookAt(second, 'people, proposals of another');
  const proposals = second
    .locator('section')
    .filter({ has: second.getByRole('heading', { name: '待另一位管理员确认' }) });
  const agree = proposals.getByRole('button', { name: '同意', exact: true });
  for (const left of [1, 0]) {
    await agree.first().click();
    await lookAt(second, 'people, a question before a word is given');
    await proposals.getByRole('group').getByRole('button', { name: '同意', exact: true }).click();
    await expect(second.getByRole('button', { name: '不同意' })).toHaveCount(left);
  }
  await expect(second.locator('.notice code')).toBeVisible();
  for (const button of ['更改角色：李管理', '停用李管理']) {
    await second.getByRole('button', { name: button }).first().click();
    await lookAt(second, button);
  }

  await open(first, '/staff/account');
  await lookAt(first, 'account without a password');
  await open(second, '/staff/account');
  // Both are named: who proposed the link, and who agreed.
  await expect(
    second.getByText(/demonstration administrator \/ 李管理在.*发出了重设密码的一次性链接/),
  ).toBeVisible();
  await lookAt(second, 'account, with a notice');
  await second.getByRole('button', { name: '知道了' }).click();
  await expect(second.getByText('发出了重设密码的一次性链接')).toBeHidden();
  await lookAt(second, 'account');
  await second.getByRole('button', { name: '启用第二道验证' }).click();
  await lookAt(second, 'account, a second factor begun');

  await open(second, '/staff/audit');
  await lookAt(second, 'audit');
  await context.close();
  await first.close();
});
