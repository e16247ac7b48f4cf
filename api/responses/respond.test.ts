import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { fieldsFromAnswers, type Field } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import { commandLine } from '../access/audit-event.ts';
import { changeOpenLink } from '../fieldwork/change-open-link.ts';
import { issueInvitations } from '../fieldwork/issue-invitations.ts';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

/** A browser without script: it reads the form of a page and posts it with some answers changed. */
function fieldsOf(html: string): Field[] {
  return [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => {
    const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '';
    return [attribute('name'), attribute('value')];
  });
}

async function post(address: string, fields: readonly Field[]) {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  const reply = await manyi.app.request(address, { method: 'POST', body });
  return { status: reply.status, html: await reply.text() };
}

function fieldsFor(answers: Answers): readonly Field[] {
  const { questionnaire } = manyi.deps.programmes.get('quality-district')!.programme.forms[0]!;
  return fieldsFromAnswers(itemsOfQuestionnaire(questionnaire), answers);
}

/** Goes on from a page until the form asks to be sent, answering what each screen shows. */
async function fillIn(address: string, answers: Answers) {
  let page = await (await manyi.app.request(address)).text();
  for (let screen = 0; screen < 30; screen++) {
    const hidden = fieldsOf(page);
    const shown = new Set(hidden.filter(([name]) => name === 'shown').map(([, value]) => value));
    if (shown.size === 0) return hidden;
    const own = fieldsFor(answers).filter(([name]) => shown.has(name.replace('~missing', '')));
    page = (await post(address, [...hidden, ...own, ['go', 'next']])).html;
  }
  throw new Error('the form has no end');
}

const stored = () => manyi.received();

describe('the survey page without script', () => {
  it('begins with the same bytes for everyone, without an id', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => (await manyi.app.request(`/s/${manyi.wave}`)).text()),
    );
    expect(first).toBe(second);
    expect(fieldsOf(first!).find(([name]) => name === 'id')?.[1] ?? '').toBe('');
  });

  it('is in large text from the first byte where the address asks for it, and stays so', async () => {
    const isLarge = (html: string) => /^<!doctype html><html lang="[^"]+" class="large">/.test(html);
    const [token] = await manyi.invite(1);
    for (const address of [`/s/${manyi.wave}`, `/s/${manyi.wave}/i/${token}`]) {
      const plain = await (await manyi.app.request(address)).text();
      const first = await (await manyi.app.request(`${address}?size=large`)).text();
      expect([isLarge(plain), isLarge(first)]).toEqual([false, true]);
      // Without script a link leads there and back, and to the other language in the same size.
      expect(plain).toContain(`href="${address}?lang=zh-Hans&amp;size=large"`);
      expect(first).toContain(`href="${address}?lang=zh-Hans"`);
      expect(first).toContain(`href="${address}?lang=en&amp;size=large"`);
      const hidden = fieldsOf(first);
      const own = fieldsFor({ ...shortAnswers(), C1_consent: 'no' });
      const next = await post(address, [...hidden, ...own, ['go', 'next']]);
      const back = await post(address, [...fieldsOf(next.html), ['go', 'back']]);
      expect([isLarge(next.html), isLarge(back.html)]).toEqual([true, true]);
    }
  });

  it('reads no form with more fields than any of ours has', async () => {
    const send = (count: number) =>
      post(
        `/s/${manyi.wave}`,
        Array.from({ length: count }, (): Field => ['a', '']),
      );
    expect((await send(2000)).status).not.toBe(400);
    expect((await send(2001)).status).toBe(400);
  });

  it.each(['identity', 'gzip', 'br', 'gzip, deflate, br'])(
    'is asked after each time and sent again only when it changed: %s',
    async (encoding) => {
      for (const address of ['/', `/s/${manyi.wave}`, `/s/${manyi.wave}?lang=en`]) {
        const asked = { 'accept-encoding': encoding, accept: 'text/html' };
        const first = await manyi.app.request(address, { headers: asked });
        const headers = { ...asked, 'if-none-match': first.headers.get('etag')! };
        const again = await manyi.app.request(address, { headers });
        expect([address, again.status, await again.text()]).toEqual([address, 304, '']);
      }
    },
  );

  it('is sent again when another one is asked for than the browser has', async () => {
    const first = await manyi.app.request(`/s/${manyi.wave}`);
    const headers = { 'if-none-match': first.headers.get('etag')! };
    expect((await manyi.app.request(`/s/${manyi.wave}?lang=en`, { headers })).status).toBe(200);
  });

  it('leads from screen to screen to a review whose button stores one response', async () => {
    const address = `/s/${manyi.wave}`;
    const review = await fillIn(address, shortAnswers());
    expect(await stored()).toEqual([]);
    const sent = await Promise.all([1, 2, 3].map(() => post(address, [...review, ['go', 'send']])));
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201]);
    const [response, ...more] = await stored();
    expect(more).toEqual([]);
    expect(JSON.parse(response!.answers)).toEqual(shortAnswers());
  });

  it('ends on a page that shows no answers', async () => {
    const address = `/s/${manyi.wave}`;
    const { html } = await post(address, [...(await fillIn(address, shortAnswers())), ['go', 'send']]);
    expect(html).toMatch(/[0-9A-F]{4}-[0-9A-F]{4}/);
    for (const trace of ['30-39', 'songyue', 'SH_A3_sat', 'name="id"']) expect(html).not.toContain(trace);
  });

  it('shows nothing of what was filled in once it is stored, whatever screen is posted again', async () => {
    for (const address of [`/s/${manyi.wave}`, `/s/${manyi.wave}/i/${(await manyi.invite(1))[0]}`]) {
      const review = await fillIn(address, { ...shortAnswers(), SH_W2: 'SECRETOPINION' });
      expect((await post(address, [...review, ['go', 'send']])).status).toBe(201);
      const rest = review.filter(([name]) => name !== 'step');
      for (const step of ['0', '1', '5', 'review', 'end']) {
        for (const go of ['next', 'back', 'to:3', '']) {
          const { status, html } = await post(address, [...rest, ['step', step], ['go', go]]);
          expect([step, go, status]).toEqual([step, go, 200]);
          expect(html).toContain('您这一份已经结束');
          for (const trace of ['SECRETOPINION', 'songyue', 'name="id"']) expect(html).not.toContain(trace);
        }
      }
      const changed = [
        ...rest.filter(([name]) => name !== 'SH_W2'),
        ['step', 'review'],
        ['go', 'send'],
      ] as Field[];
      expect((await post(address, changed)).html).toContain('您这一份已经结束');
      expect((await post(address, [...review, ['go', 'send']])).html).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    }
  });

  it('says what is missing, keeps what was ticked, and stays on the screen', async () => {
    const address = `/s/${manyi.wave}`;
    const hidden = fieldsOf(await (await manyi.app.request(address)).text());
    const { status, html } = await post(address, [...hidden, ['C1_consent', 'yes'], ['go', 'next']]);
    expect(status).toBe(422);
    expect(html).toMatch(/href="#[^"]*S1_age/);
    expect(html).toMatch(/<input[^>]*name="C1_consent"[^>]*checked|<input[^>]*checked[^>]*name="C1_consent"/);
  });

  it('shows a question that an answer on the same screen opened, before going on', async () => {
    const address = `/s/${manyi.wave}`;
    const answers = { ...shortAnswers(), SH_problem: 'yes', SH_complained: 'no' };
    const review = await fillIn(address, answers);
    await post(address, [...review, ['go', 'send']]);
    expect(JSON.parse((await stored())[0]!.answers)).toMatchObject({
      SH_problem: 'yes',
      SH_complained: 'no',
    });
  });

  it('names personal data on the review, and stores the text without them, the same again', async () => {
    const address = `/s/${manyi.wave}`;
    const answers = { ...shortAnswers(), SH_W2: '请打13912345678，我住在幸福路8号3栋502室' };
    const masked = '请打〔电话〕，我住在〔住址〕';
    const review = await fillIn(address, answers);
    const page = (await post(address, [...review, ['step', 'review'], ['go', 'next']])).html;
    expect(page).toContain('您写的话里好像有电话号码、住址');
    expect(page).toContain(`>${masked}<`);
    expect((await post(address, [...review, ['go', 'send']])).status).toBe(201);
    const [response] = await stored();
    expect(JSON.parse(response!.answers)).toMatchObject({ SH_W2: masked });
    for (const SH_W2 of [answers.SH_W2, masked]) {
      expect((await manyi.send(response!.id, { ...answers, SH_W2 })).status).toBe(200);
    }
  });

  it('returns from a correction to the review, and to the part that was corrected', async () => {
    const address = `/s/${manyi.wave}`;
    const review = await fillIn(address, shortAnswers());
    const { html } = await post(address, [...review, ['go', 'to:3']]);
    expect(html).toContain('改好了，回到检查');
    expect(html).toContain(`action="${address}#part-3"`);
    const shown = new Set(fieldsOf(html).flatMap(([name, value]) => (name === 'shown' ? [value] : [])));
    const own = fieldsFor(shortAnswers()).filter(([name]) => shown.has(name.replace('~missing', '')));
    const after = await post(address, [...fieldsOf(html), ...own, ['go', 'next']]);
    expect(after.html).toContain('请检查您的回答');
    expect(after.html).toContain('id="part-3"');
  });

  it('keeps the way back to the review where a correction led to the end', async () => {
    const address = `/s/${manyi.wave}`;
    const review = await fillIn(address, shortAnswers());
    const consenting = async (page: string, consent: string) => {
      const shown = new Set(fieldsOf(page).flatMap(([name, value]) => (name === 'shown' ? [value] : [])));
      const own = fieldsFor({ ...shortAnswers(), C1_consent: consent }).filter(([name]) => shown.has(name));
      return (await post(address, [...fieldsOf(page), ...own, ['go', 'next']])).html;
    };
    // The words of all screens come along for the script.
    const drawn = (page: string) => page.split('id="model"')[0];
    const correction = (await post(address, [...review, ['go', 'to:0']])).html;
    const end = await consenting(correction, 'no');
    expect(drawn(end)).toContain('到这里就可以了');
    const back = (await post(address, [...fieldsOf(end), ['go', 'back']])).html;
    expect(drawn(back)).toContain('改好了，回到检查');
    // Consent brings the other questions of its screen back, before it leads on.
    const whole = await consenting(back, 'yes');
    expect(drawn(whole)).toContain('改好了，回到检查');
    const after = await consenting(whole, 'yes');
    expect(drawn(after)).toContain('请检查您的回答');
    expect(fieldsOf(after).sort()).toEqual([...review].sort());
  });

  it('ends early for a person under 18, and keeps nothing but that', async () => {
    const address = `/s/${manyi.wave}`;
    const end = await fillIn(address, { C1_consent: 'yes', S1_age: 'under18', S2_residence: 'resident' });
    await post(address, [...end, ['go', 'send']]);
    expect(await stored()).toMatchObject([{ disposition: 'ineligible', answers: '{}' }]);
  });

  it('says on sending that the open link has no place left, and keeps the answers on the page', async () => {
    const address = `/s/${manyi.wave}`;
    const review = await fillIn(address, shortAnswers());
    await manyi.send(randomUUID(), shortAnswers());
    const limits = { openLink: 'on', openPerMinute: 600, openInAll: 1 } as const;
    await changeOpenLink(manyi.deps, manyi.wave, limits, commandLine);
    const { status, html } = await post(address, [...review, ['go', 'send']]);
    expect([status, html]).toEqual([409, expect.stringContaining('公开链接的名额已经满了')]);
    expect(fieldsOf(html)).toEqual(
      expect.arrayContaining([...fieldsFor({ S1_age: shortAnswers()['S1_age']! })]),
    );
  });

  it('uses an invitation up on sending, and says so to the next', async () => {
    const [token] = await manyi.invite(1);
    const address = `/s/${manyi.wave}/i/${token}`;
    const review = await fillIn(address, shortAnswers());
    expect((await post(address, [...review, ['go', 'send']])).status).toBe(201);
    const other = await manyi.app.request(address);
    expect(other.status).toBe(409);
    expect(await stored()).toMatchObject([{ channel: 'invitation' }]);
  });

  it('tells who opens a used invitation nothing that is untrue of one who declined', async () => {
    const [token] = await manyi.invite(1);
    const address = `/s/${manyi.wave}/i/${token}`;
    const answers = { ...shortAnswers(), C1_consent: 'no' };
    expect((await post(address, [...(await fillIn(address, answers)), ['go', 'send']])).status).toBe(201);
    expect(await stored()).toMatchObject([{ disposition: 'refusal', answers: '{}' }]);
    const again = await (await manyi.app.request(address)).text();
    expect(again).toContain('如果您没有参加，我们没有保留您的任何回答');
    expect(again).not.toContain('您已经填过了');
  });

  it('tells who goes back after declining nothing that is untrue, in either language', async () => {
    for (const [language, untrue, told] of [
      ['zh-Hans', /交过|提交|您的回答已/, '如果您没有参加，我们没有保留您的任何回答'],
      ['en', /was sent|answers you sent/, 'if you did not take part, we kept none of your answers'],
    ] as const) {
      const address = `/s/${manyi.wave}`;
      const end = await fillIn(address, { ...shortAnswers(), C1_consent: 'no' });
      const form = [
        ...end.filter(([name]) => name !== 'language' && name !== 'step'),
        ['language', language],
      ];
      const declined = [...form, ['step', 'end']] as Field[];
      expect((await post(address, [...declined, ['go', 'send']])).status).toBe(201);
      for (const go of ['back', 'next', 'to:0']) {
        const drawn = (await post(address, [...declined, ['go', go]])).html.split('id="model"')[0]!;
        expect(drawn).toContain(told);
        expect(drawn).not.toMatch(untrue);
      }
      // Another answer under the same id: what came first counts.
      const other = form.filter(([name]) => name !== 'C1_consent') as Field[];
      const whole = [...other, ...fieldsFor(shortAnswers()), ['step', 'review'], ['go', 'send']] as Field[];
      const drawn = (await post(address, whole)).html.split('id="model"')[0]!;
      expect(drawn).toContain(told);
      expect(drawn).not.toMatch(untrue);
    }
  });

  it('tells by which way in an answer came, on the page of an invitation and of the open link', async () => {
    for (const [address, told, untold] of [
      [`/s/${manyi.wave}`, '不进入正式结果', '合在一起统计'],
      [`/s/${manyi.wave}/i/${(await manyi.invite(1))[0]}`, '合在一起统计', '不进入正式结果'],
    ] as const) {
      const { html } = await post(address, [...(await fillIn(address, shortAnswers())), ['go', 'send']]);
      expect([html.includes(told), html.includes(untold)]).toEqual([true, false]);
    }
  });

  it('lets hostile fields through nowhere', async () => {
    const { status, html } = await post(`/s/${manyi.wave}`, [
      ['step', '__proto__'],
      ['go', 'to:999'],
      ['id', '<script>alert(1)</script>'],
      ['SH_W2', '<img src=x onerror=alert(1)>'],
      ['__proto__', 'x'],
    ]);
    expect(status).toBeLessThan(500);
    expect(html).not.toContain('<script>alert(1)');
    expect(html).not.toContain('<img src=x');
  });

  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain'])(
    'refuses a body of type %s, which no form of ours sends',
    async (type) => {
      const headers = { 'content-type': type };
      const reply = await manyi.app.request(`/s/${manyi.wave}`, { method: 'POST', headers, body: '{}' });
      expect([reply.status, await reply.json()]).toMatchObject([400, { code: 'malformedRequest' }]);
    },
  );

  it('takes twenty thousand fields without harm', async () => {
    const fields = Array.from({ length: 20_000 }, (_, index): Field => [`f${index}`, '1']);
    expect((await post(`/s/${manyi.wave}`, fields)).status).toBeLessThan(500);
  });

  it('shows people a page where there is nothing, and programs a problem', async () => {
    const page = await manyi.app.request('/nowhere', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(await (await manyi.app.request('/nowhere')).json()).toMatchObject({ code: 'notFound' });
  });

  it('refuses a body of 300 KB before reading it into a form', async () => {
    const reply = await manyi.app.request(`/s/${manyi.wave}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `SH_W2=${'x'.repeat(300 * 1024)}`,
    });
    expect(reply.status).toBe(413);
  });

  it('says in a heading of its own what a survey is that cannot be filled in', async () => {
    const heading = async (address: string) => {
      const page = await (await manyi.app.request(address)).text();
      return /<h1>([^<]*)<\/h1>/.exec(page)?.[1];
    };
    const [token] = await manyi.invite(1);
    const address = `/s/${manyi.wave}/i/${token}`;
    await post(address, [...(await fillIn(address, shortAnswers())), ['go', 'send']]);
    expect(await heading(address)).toBe('这份邀请已经用过了，谢谢您');
    expect(await heading(`/s/${manyi.wave}/i/forged`)).toBe('没有找到');
    expect(await heading('/s/none')).toBe('没有找到');
    const wave = (await manyi.deps.storage.wave(manyi.wave))!;
    await manyi.deps.storage.createWave({ ...wave, id: 'later', state: 'draft' });
    // Only who holds an invitation learns that there is something to begin.
    expect(await heading('/s/later')).toBe('没有找到');
    const batch = { wave: 'later', name: 'b', stratum: 's', primaryUnit: 'p', weight: 1, count: 10 };
    const [early] = (await issueInvitations(manyi.deps, batch, commandLine)).tokens;
    expect(await heading(`/s/later/i/${early}`)).toBe('调查还没有开始');
    expect(await heading('/s/later/i/forged')).toBe('没有找到');
    await manyi.deps.storage.moveWave(wave.id, ['open'], { state: 'closed', closedAt: manyi.deps.clock() });
    expect(await heading(`/s/${wave.id}`)).toBe('调查已经结束，谢谢您');
  });

  it('tells strangers nothing of a draft, of what is being read in, or of past answers', async () => {
    const wave = (await manyi.deps.storage.wave(manyi.wave))!;
    const { openedAt: _, ...draft } = wave;
    await manyi.deps.storage.createWave({ ...draft, id: 'xxxx', state: 'draft' });
    const past = { ...draft, id: 'past', kind: 'imported', state: 'importing' } as const;
    const started = { id: 'i', programme: wave.programme, fileName: 'f', fileHash: 'h', mappingHash: 'm' };
    const running = {
      ...started,
      createdAt: 1,
      createdBy: 'c',
      state: 'running',
      waves: ['past'],
      rows: 0,
    } as const;
    await manyi.deps.storage.beginImport(running, [past]);
    const told = async (id: string) => {
      const seen: unknown[] = [];
      for (const [path, init] of [
        [`/s/${id}`, {}],
        [`/s/${id}/i/forged`, {}],
        [`/s/${id}`, { method: 'POST', body: new URLSearchParams({ step: '0' }) }],
        [`/api/waves/${id}/responses/${randomUUID()}`, json('PUT', put)],
        [`/api/waves/${id}`, {}],
        [`/api/waves/${id}/open`, json('POST', {})],
      ] as const) {
        const reply = await manyi.app.request(path, init);
        seen.push([reply.status, (await reply.text()).replaceAll(id, '')]);
      }
      return seen;
    };
    const put = { questionnaire: manyi.questionnaire, language: 'en', mode: 'web', answers: shortAnswers() };
    const unknown = await told('qqqq');
    expect(await told('xxxx')).toEqual(unknown);
    expect(await told('past')).toEqual(unknown);
  });

  it('answers an unknown wave and an unknown invitation in words', async () => {
    expect((await manyi.app.request('/s/none')).status).toBe(404);
    const reply = await manyi.app.request(`/s/${manyi.wave}/i/forged`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  });
});
