import { confirm, expect, fillInShortSurvey, send, test } from './journey.ts';

/** Last of the journeys: it closes the wave the others answer. */
test('an answer on a phone is counted, frozen in a release, and read by an official', async ({
  page,
  manyi,
  staff,
}) => {
  const evaluator = await staff.evaluator();
  await page.goto(manyi.invitation);
  await fillInShortSurvey(page);
  await send(page);

  await evaluator.goto('/analyse/quality-district/demo-2026');
  await confirm(evaluator, '停止收集');
  await expect(evaluator.getByRole('button', { name: '重新开放' })).toBeVisible();
  await evaluator.goto('/analyse/quality-district/demo-2026#release');
  await evaluator.reload();
  await confirm(evaluator, '现在封卷');
  await expect(evaluator.getByRole('button', { name: '现在封卷' })).toBeHidden();
  const reply = await evaluator.request.get('/api/waves/demo-2026/counts');
  const { counts } = (await reply.json()) as {
    counts: { channel: string; disposition: string; count: number }[];
  };
  const invited = counts
    .filter(({ channel, disposition }) => channel === 'invitation' && disposition === 'complete')
    .reduce((sum, { count }) => sum + count, 0);
  const frozen = evaluator.waitForResponse(
    (reply) => reply.url().endsWith('/releases') && reply.request().method() === 'POST',
  );
  await confirm(evaluator, '发布结果');
  expect((await frozen).status()).toBe(201);
  await expect(evaluator.getByText('已发布').first()).toBeVisible();

  const official = await staff.official();
  await official.goto('/trends/quality-district');
  await expect(official.getByText('2026年质量满意度调查（模拟）').first()).toBeVisible();
  const listed = await official.request.get('/api/programmes/quality-district/releases');
  const { hash } = ((await listed.json()) as { hash: string; wave: string }[]).find(
    ({ wave }) => wave === 'demo-2026',
  )!;
  const release = (await (await official.request.get(`/api/releases/${hash}`)).json()) as {
    sample: { responses: number };
    comparison: { breaks: string[]; changes: unknown[] };
  };
  expect(release.sample.responses).toBe(5 * Math.round(invited / 5));
  expect(release.comparison.breaks).toEqual([]);
});
