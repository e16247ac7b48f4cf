import type { Page } from '@playwright/test';
import { choose, expect, fillInShortSurvey, goOn, press, send, test } from './journey.ts';

/** How many responses the open wave has, as the evaluator reads it. */
async function totalSeenBy(page: Page): Promise<number> {
  const reply = await page.request.get('/api/waves/demo-2026/counts');
  return ((await reply.json()) as { total: number }).total;
}

/** A new one-time invitation, issued as the evaluator issues them. */
async function newInvitation(evaluator: Page): Promise<string> {
  const reply = await evaluator.request.post('/api/waves/demo-2026/invitation-batches', {
    data: { name: '走访', stratum: 'songyue', primaryUnit: 'songyue-01', weight: 100, count: 10 },
  });
  const { links } = (await reply.json()) as { links: string[] };
  return links[0]!;
}

/** Two taps at one place, as people with stiff hands do: whatever lies there by the second time is tapped. */
async function tapTwice(page: Page, name: string, pauseMilliseconds: number): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  const box = (await button.boundingBox())!;
  const tap = () => page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await tap();
  await page.waitForTimeout(pauseMilliseconds);
  await tap();
}

// Without routing of any kind, which would switch the browser's cache off.
test('a page opened a second time is the same page', async ({ page, manyi }) => {
  for (const address of [manyi.address, manyi.survey, `${manyi.survey}?lang=en`]) {
    const heading = async () => {
      await page.goto(address);
      return page.getByRole('heading').first().innerText();
    };
    const first = await heading();
    expect(await heading()).toBe(first);
    await page.reload();
    expect(await page.getByRole('heading').first().innerText()).toBe(first);
  }
});

for (const hasScript of [true, false]) {
  test.describe(hasScript ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: hasScript, isMobile: true, hasTouch: true });

    test('an invited resident answers, and exactly one response is stored', async ({
      page,
      manyi,
      staff,
    }) => {
      const evaluator = await staff.evaluator();
      const before = await totalSeenBy(evaluator);
      const invitation = manyi.address + (await newInvitation(evaluator));
      await page.goto(invitation);
      await fillInShortSurvey(page);
      expect(await totalSeenBy(evaluator)).toBe(before);
      await send(page);
      expect(await totalSeenBy(evaluator)).toBe(before + 1);

      await page.reload().catch(() => undefined);
      expect(await totalSeenBy(evaluator)).toBe(before + 1);
      await page.goto(invitation);
      if (!hasScript) await expect(page.getByText('这份邀请已经用过了')).toBeVisible();
      expect(await totalSeenBy(evaluator)).toBe(before + 1);
    });

    test('what is missing is listed with links, and nothing ticked is lost', async ({ page, manyi }) => {
      await page.goto(manyi.survey);
      await choose(page, '您愿意参加这次调查吗？', '愿意');
      await goOn(page);
      const summary = page.getByRole('alert');
      await expect(summary.getByRole('link', { name: '您的年龄是？' })).toHaveAttribute('href', '#S1_age');
      await expect(summary).toContainText('请选择或填写一个回答');
      await expect(
        page.getByRole('group', { name: '您愿意参加这次调查吗？' }).getByLabel('愿意', { exact: true }),
      ).toBeChecked();
    });

    test('a person under 18 is thanked, and may go back', async ({ page, manyi }) => {
      await page.goto(manyi.survey);
      await choose(page, '您愿意参加这次调查吗？', '愿意');
      await choose(page, '您的年龄是？', '未满18岁');
      // Without script the question stands there still; with script it is gone.
      const residence = page.getByRole('group', { name: /您在本区居住满6个月了吗/ });
      if (!hasScript) await residence.getByLabel('满6个月').check({ force: true });
      else await expect(residence).toHaveCount(0);
      await goOn(page);
      await expect(page.getByRole('heading', { name: '到这里就可以了' })).toBeVisible();
      await press(page, '返回修改');
      await expect(page.getByRole('group', { name: '您的年龄是？' }).getByLabel('未满18岁')).toBeChecked();
    });

    test('who declines is told that nothing was kept, and gets no receipt', async ({ page, manyi }) => {
      await page.goto(manyi.survey);
      await choose(page, /您愿意参加这次调查吗/, '不愿意');
      // Without script the other questions stand there still.
      if (!hasScript) {
        await choose(page, /您的年龄是/, '30—39岁');
        await choose(page, /您在本区居住满6个月了吗/, '满6个月');
      }
      await goOn(page);
      await press(page, '结束');
      await expect(page.getByRole('heading', { name: '好的，您没有参加' })).toBeVisible();
      await expect(page.getByText('我们没有保留您的任何回答')).toBeVisible();
      await expect(page.getByText('回执')).toHaveCount(0);
      await expect(page.getByText('合在一起统计')).toHaveCount(0);
    });

    test('the done page shows no answers, back and reload neither', async ({ page, manyi }) => {
      const traces = ['松月街道', '30—39岁', 'SECRETOPINION'];
      const showsNothing = async () => {
        const shown = await page.evaluate(() => {
          const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
          const given = fields.filter(({ type, checked, value }) =>
            type === 'radio' || type === 'checkbox' ? checked : type !== 'hidden' && value !== '',
          );
          const hidden = fields.filter(
            ({ type, name, value }) => type === 'hidden' && /^S/.test(name) && value,
          );
          const reviewed = [...document.querySelectorAll('dd')];
          return {
            given: given.length,
            hidden: hidden.length,
            reviewed: reviewed.length,
            html: document.body.innerHTML,
          };
        });
        expect(shown).toMatchObject({ given: 0, hidden: 0, reviewed: 0 });
        expect(shown.html).not.toContain('SECRETOPINION');
      };
      const settled = () => page.waitForLoadState().catch(() => undefined);
      await page.goto(manyi.survey);
      await fillInShortSurvey(page, '3', async () => {
        const text = page.locator('textarea');
        if (await text.count()) await text.fill('SECRETOPINION');
      });
      await send(page);
      await expect(page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}/)).toBeVisible();
      for (const trace of traces) await expect(page.locator('main')).not.toContainText(trace);
      await page.reload();
      await settled();
      await showsNothing();
      for (const _ of [1, 2, 3]) {
        await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
        await settled();
        await showsNothing();
        await page.reload().catch(() => undefined);
        await settled();
        await showsNothing();
      }
    });

    test('two taps go one screen on, and never send', async ({ page, manyi }) => {
      let sent = 0;
      page.on('request', (request) => {
        const isPosted = request.postData()?.includes('go=send') === true;
        if (request.method() === 'PUT' || isPosted) sent += 1;
      });
      const pauses = [120, 350, 500, 800];
      const steps: number[] = [];
      await page.goto(manyi.survey);
      await fillInShortSurvey(page, '8', undefined, async () => {
        const text = await page.locator('.progress p').innerText();
        steps.push(Number(/\d+/.exec(text)?.[0]));
        await tapTwice(page, '下一步', pauses[steps.length % pauses.length]!);
        await page.waitForTimeout(1000);
      });
      await expect(page.getByRole('heading', { name: '请检查您的回答' })).toBeVisible();
      expect(steps).toEqual(steps.map((_, index) => 3 + index));
      expect(steps.length).toBeGreaterThan(pauses.length);
      expect(sent).toBe(0);
    });

    test('nothing has to be scrolled sideways at 320 pixels', async ({ page, manyi }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(manyi.survey);
      // Not the width of the window: a phone would zoom out until it holds what is too wide.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    });
  });
}

test.describe('by an open link with no place left', () => {
  test.use({ isMobile: true, hasTouch: true });

  test('who is under way is told so once, keeps the draft, and nothing is sent again', async ({
    page,
    manyi,
    staff,
  }) => {
    const evaluator = await staff.evaluator();
    const limit = (openInAll: object) =>
      evaluator.request.post('/api/waves/demo-2026/open-link', {
        data: { openLink: 'on', openPerMinute: 600, ...openInAll },
      });
    const kept = () =>
      page.evaluate(() => Object.keys(localStorage).map((key) => key.split('/').slice(0, 2).join('/')));
    let attempts = 0;
    page.on('request', (request) => (attempts += request.method() === 'PUT' ? 1 : 0));
    await page.goto(manyi.survey);
    await fillInShortSurvey(page);
    await send(page);
    await page.evaluate(() => localStorage.clear());
    await page.goto(manyi.survey);
    await fillInShortSurvey(page);
    await limit({ openInAll: 1 });
    try {
      attempts = 0;
      await press(page, '确认并提交');
      await expect(page.getByText('公开链接的名额已经满了')).toBeVisible();
      await page.waitForTimeout(4000);
      expect(attempts).toBe(1);
      expect(await kept()).toContain('manyi/draft');
      expect(await kept()).not.toContain('manyi/outbox');
      const visitor = await page.context().newPage();
      await visitor.goto(manyi.survey);
      await expect(visitor.getByText('公开链接的名额已经满了')).toBeVisible();
    } finally {
      await limit({});
    }
  });
});

test.describe('on a bad network', () => {
  test.use({ isMobile: true, hasTouch: true });

  test('an answer that cannot be delivered waits, says so, and arrives once', async ({
    page,
    manyi,
    staff,
    context,
  }) => {
    const evaluator = await staff.evaluator();
    const before = await totalSeenBy(evaluator);
    await page.goto(manyi.survey);
    await fillInShortSurvey(page);
    await context.setOffline(true);
    await press(page, '确认并提交');
    await expect(page.getByRole('heading', { name: '尚未送达' })).toBeVisible();
    await expect(page.getByText('谢谢您，已经收到')).toHaveCount(0);
    await context.setOffline(false);
    await expect(page.getByRole('heading', { name: '谢谢您，已经收到' })).toBeVisible({ timeout: 30_000 });
    expect(await totalSeenBy(evaluator)).toBe(before + 1);
  });

  test('who declines without a network may close the page, and reads of no answers kept', async ({
    page,
    manyi,
    context,
  }) => {
    await page.goto(manyi.survey);
    await choose(page, /您愿意参加这次调查吗/, '不愿意');
    await goOn(page);
    await context.setOffline(true);
    await press(page, '结束');
    await expect(page.getByText('可以直接关掉这一页')).toBeVisible();
    await expect(page.getByText('您的回答已留在这台设备上')).toHaveCount(0);
  });

  test('a reply lost, or given by somebody else, makes no receipt and no second response', async ({
    page,
    manyi,
    staff,
  }) => {
    const evaluator = await staff.evaluator();
    const before = await totalSeenBy(evaluator);
    const kept = () =>
      page.evaluate(() => Object.keys(localStorage).map((key) => key.split('/').slice(0, 2).join('/')));
    let attempts = 0;
    await page.route('**/api/waves/*/responses/*', async (route) => {
      attempts += 1;
      // The sign-in page of a hotel, a firewall, and a line that breaks when the answer is stored already.
      if (attempts === 1) return route.fulfill({ status: 200, json: { status: 'login' } });
      if (attempts === 2) return route.fulfill({ status: 403, json: { code: 'blocked', status: 403 } });
      if (attempts > 3) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.goto(manyi.survey);
    await fillInShortSurvey(page);
    await press(page, '确认并提交');
    await expect(page.getByRole('heading', { name: '尚未送达' })).toBeVisible();
    await expect.poll(() => attempts).toBeGreaterThan(1);
    expect(await kept()).toEqual(expect.arrayContaining(['manyi/outbox', 'manyi/draft']));
    await expect(page.getByRole('heading', { name: '谢谢您，已经收到' })).toBeVisible({ timeout: 30_000 });
    expect(attempts).toBeGreaterThan(3);
    expect(await kept()).not.toEqual(expect.arrayContaining(['manyi/outbox']));
    expect(await kept()).not.toEqual(expect.arrayContaining(['manyi/draft']));
    expect(await totalSeenBy(evaluator)).toBe(before + 1);
  });

  test('a page that is loaded again has what was ticked before', async ({ page, manyi }) => {
    await page.goto(manyi.survey);
    await choose(page, '您愿意参加这次调查吗？', '愿意');
    await choose(page, '您的年龄是？', '30—39岁');
    await page.waitForTimeout(500);
    await page.reload();
    await expect(page.getByRole('group', { name: '您的年龄是？' }).getByLabel('30—39岁')).toBeChecked();
  });
});

test.describe('while answering', () => {
  test.use({ isMobile: true, hasTouch: true });

  test('a change on the review leads back to it, and what leads to a person is named', async ({
    page,
    manyi,
  }) => {
    await page.goto(manyi.survey);
    await fillInShortSurvey(page, '8', async () => {
      const text = page.locator('textarea');
      if (!(await text.count())) return;
      await text.fill('请打13912345678');
      await expect(page.locator('.found')).toContainText('电话号码，提交时会遮住');
    });
    await expect(page.locator('.notice')).toContainText('电话号码，提交时会遮住');
    await expect(page.getByText('请打〔电话〕')).toBeVisible();
    await page.locator('.reviewed button').nth(2).press('Enter');
    await press(page, '改好了，回到检查');
    await expect(page.getByRole('heading', { name: '请检查您的回答' })).toBeVisible();
  });

  test('in large text every target is 60 pixels high', async ({ page, manyi }) => {
    await page.goto(`${manyi.survey}?size=large`);
    await expect(page.getByRole('button', { name: '标准字' })).toBeVisible();
    const heights = await page
      .locator('.choice, .point, main button, .tools > *')
      .evaluateAll((targets) => targets.map((target) => target.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(5);
    expect(heights.filter((height) => height < 60)).toEqual([]);
  });

  test('an optional answer can be taken back', async ({ page, manyi }) => {
    let takenBack = 0;
    await page.goto(manyi.survey);
    await fillInShortSurvey(page, '8', async () => {
      const optional = page.locator('fieldset:has(.optional):has(input[type=radio])').first();
      if (takenBack > 0 || !(await optional.count())) return;
      await optional.locator('input').first().check({ force: true });
      await optional.getByRole('button', { name: '清除这一题' }).press('Enter');
      await expect(optional.locator('input:checked')).toHaveCount(0);
      takenBack += 1;
    });
    expect(takenBack).toBe(1);
  });
});

test.describe('on a phone in several hands', () => {
  test.use({ isMobile: true, hasTouch: true });
  const age = (page: Page) => page.getByRole('group', { name: /您的年龄是/ });

  async function begin(page: Page, address: string) {
    await page.goto(address);
    await choose(page, /您愿意参加这次调查吗/, '愿意');
    await choose(page, /您的年龄是/, '30—39岁');
    await page.waitForTimeout(500);
  }

  test('what was entered is shown only to who says it is theirs', async ({ context, manyi }) => {
    await begin(await context.newPage(), manyi.survey);
    const next = await context.newPage();
    await next.goto(manyi.survey);
    await expect(next.getByRole('heading', { name: /有一份没交的问卷/ })).toBeVisible();
    expect(await next.locator('input:checked').count()).toBe(0);
    await press(next, '接着填');
    await expect(age(next).getByLabel('30—39岁')).toBeChecked();
  });

  test('who begins anew is asked once more, and then sees nothing of it', async ({ context, manyi }) => {
    await begin(await context.newPage(), manyi.survey);
    const next = await context.newPage();
    await next.goto(manyi.survey);
    await press(next, '不是我填的，重新开始');
    await press(next, '先不删，返回');
    await press(next, '不是我填的，重新开始');
    await press(next, '删掉，重新开始');
    await expect(age(next)).toBeVisible();
    expect(await next.locator('input:checked').count()).toBe(0);
    await next.goto(manyi.survey);
    expect(await next.locator('input:checked').count()).toBe(0);
  });

  test('an invitation keeps what was entered by it when another is opened', async ({
    context,
    manyi,
    staff,
  }) => {
    const evaluator = await staff.evaluator();
    const [one, two] = [await newInvitation(evaluator), await newInvitation(evaluator)];
    await begin(await context.newPage(), manyi.address + one);
    await begin(await context.newPage(), manyi.address + two);
    const again = await context.newPage();
    await again.goto(manyi.address + one);
    await press(again, '接着填');
    await expect(age(again).getByLabel('30—39岁')).toBeChecked();
  });

  test('who comes back after sending reads when it was, and may fill in one for another', async ({
    context,
    manyi,
  }) => {
    const page = await context.newPage();
    await page.goto(manyi.survey);
    await fillInShortSurvey(page);
    await send(page);
    const receipt = await page.locator('.receipt span').innerText();
    await page.reload();
    await expect(page.getByRole('heading', { name: /这台手机已于\d+月\d+日交过一份/ })).toBeVisible();
    await expect(page.locator('.receipt')).toContainText(receipt);
    await press(page, '家里另一个人来填');
    await expect(age(page)).toBeVisible();
    expect(await page.locator('input:checked').count()).toBe(0);
  });
});
