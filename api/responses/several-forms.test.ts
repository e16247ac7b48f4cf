import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { fieldsFromAnswers, type Field } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { commandLine } from '../access/audit-event.ts';
import { changeOpenLink } from '../fieldwork/change-open-link.ts';
import { closeWave, createWave, openWave } from '../fieldwork/move-wave.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';
import { existingWave, pinnedWave, type PinnedWave } from '../programmes/pinned-wave.ts';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { addStreets, bothForms, streetsAnswers } from '../two-forms.test-data.ts';

const wave = 'both-2026';
const title = { 'zh-Hans': '两份问卷', en: 'Two forms' };
const wanted = { id: wave, programme: 'quality-district', title, period: '2027' };

let manyi: TestManyi;
let pinned: PinnedWave;
beforeEach(async () => {
  manyi = await testManyi();
  addStreets(manyi);
  await createWave(manyi.deps, { ...wanted, forms: bothForms }, commandLine);
  await openWave(manyi.deps, wave, commandLine);
  pinned = await pinnedWave(manyi.deps.storage, await existingWave(manyi.deps.storage, wave));
});

const answersTo = (form: string): Answers => (form === 'short' ? shortAnswers() : streetsAnswers());

function send(id: string, questionnaire: string, answers: Answers) {
  const body = { questionnaire, language: 'zh-Hans', mode: 'web', answers };
  return manyi.app.request(`/api/waves/${wave}/responses/${id}`, json('PUT', body));
}

function idDrawnTo(form: string): string {
  for (;;) {
    const id = randomUUID();
    if (pinned.formOf(id).form.name === form) return id;
  }
}

async function stored() {
  const all = [];
  for await (const page of manyi.deps.storage.responsesOf(wave)) all.push(...page);
  return all;
}

describe('a wave of several forms', () => {
  it('draws them by the declared shares over two thousand responses, and keeps which with its probability', async () => {
    const responses = 2000;
    const isOpen = { openLink: 'on', openPerMinute: responses } as const;
    await changeOpenLink(manyi.deps, wave, isOpen, commandLine);
    for (let first = 0; first < responses; first += 100) {
      await Promise.all(
        Array.from({ length: 100 }, async () => {
          const id = randomUUID();
          const { hash, form } = pinned.formOf(id);
          expect((await send(id, hash, answersTo(form.name))).status).toBe(201);
        }),
      );
    }
    const all = await stored();
    const ofShort = all.filter(({ questionnaire }) => questionnaire === pinned.forms[0].hash);
    // Binomial (n = 2000, p = 0.4): standard deviation 21.9, bounds at 5 of them.
    expect(Math.abs(ofShort.length - 800)).toBeLessThan(110);
    expect(new Set(ofShort.map(({ formProbability }) => formProbability))).toEqual(new Set([0.4]));
    const others = all.filter((response) => !ofShort.includes(response));
    expect(new Set(others.map(({ formProbability }) => formProbability))).toEqual(new Set([0.6]));
  }, 120_000);

  it('refuses a response to another form than its id draws it to', async () => {
    const reply = await send(idDrawnTo('short'), pinned.forms[1]!.hash, streetsAnswers());
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([422, 'formNotDrawn']);
    expect(await stored()).toEqual([]);
  });

  it('begins with the same bytes for everyone, the section all forms have in common, without an id', async () => {
    const pages = await Promise.all([1, 2].map(async () => (await manyi.app.request(`/s/${wave}`)).text()));
    expect(pages[0]).toBe(pages[1]);
    const asked = (page: string) => fieldsOf(page).filter(([name]) => name === 'shown');
    expect(asked(pages[0]!).map(([, item]) => item)).toEqual(['C1_consent', 'S1_age', 'S2_residence']);
    expect(fieldsOf(pages[0]!).find(([name]) => name === 'id')?.[1]).toBe('');
    expect(pages[0]).not.toContain('ST_lamps');
    expect(pages[0]).not.toContain('SH_product');
  });

  it('hands out no script, and counts no steps before the form is drawn', async () => {
    const page = await (await manyi.app.request(`/s/${wave}`)).text();
    expect(page).not.toContain('<script');
    expect(page).toMatch(/<div class="progress" hidden/);
    const ofOne = await (await manyi.app.request(`/s/${manyi.wave}`)).text();
    expect(ofOne).toContain('<script');
    expect(ofOne).toMatch(/<div class="progress">/);
  });

  it.each(['short', 'streets'])('goes on without script with the form drawn: %s', async (name) => {
    const id = idDrawnTo(name);
    const { form } = pinned.formOf(id);
    const review = await fillIn(`/s/${wave}`, form.questionnaire, answersTo(name), id);
    const sent = await post(`/s/${wave}`, [...review, ['go', 'send']]);
    expect(sent.status).toBe(201);
    const [response] = await stored();
    expect([response?.id, response?.questionnaire]).toEqual([id, pinned.formOf(id).hash]);
    expect(Object.keys(JSON.parse(response!.answers) as Answers).sort()).toEqual(
      Object.keys(answersTo(name)).sort(),
    );
  });

  it('makes the id at the first post without script, and keeps to its form through Back', async () => {
    const first = fieldsOf(await (await manyi.app.request(`/s/${wave}`)).text());
    const own = fieldsFromAnswers(itemsOfQuestionnaire(pinned.forms[0].form.questionnaire), {
      C1_consent: 'yes',
      S1_age: '30-39',
      S2_residence: 'resident',
    });
    const second = await post(`/s/${wave}`, [...first, ...own, ['go', 'next']]);
    const id = fieldsOf(second.html).find(([name]) => name === 'id')![1];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const back = await post(`/s/${wave}`, [...fieldsOf(second.html), ['go', 'back']]);
    expect(fieldsOf(back.html).find(([name]) => name === 'id')![1]).toBe(id);
  });

  it('stores who does not take part under the form drawn, though none was seen', async () => {
    const id = idDrawnTo('streets');
    expect((await send(id, pinned.formOf(id).hash, { C1_consent: 'no' })).status).toBe(201);
    expect(await stored()).toMatchObject([{ disposition: 'refusal', answers: '{}', formProbability: 0.6 }]);
  });

  it('hands a phone the questionnaire by its hash, for ever, and no other', async () => {
    const at = (hash: string) => manyi.app.request(`/api/waves/${wave}/questionnaires/${hash}`);
    const { hash, form } = pinned.forms[1]!;
    const reply = await at(hash);
    expect(await reply.json()).toEqual({ hash, questionnaire: form.questionnaire });
    expect(reply.headers.get('cache-control')).toContain('immutable');
    expect((await at('f'.repeat(64))).status).toBe(404);
  });

  it('is exported as one table over all items, with the form and its probability', async () => {
    for (const form of ['short', 'streets']) {
      const id = idDrawnTo(form);
      expect((await send(id, pinned.formOf(id).hash, answersTo(form))).status).toBe(201);
    }
    await closeWave(manyi.deps, wave, commandLine);
    await sealWave(manyi.deps, wave, commandLine);
    const reply = await manyi.app.request(`/api/waves/${wave}/responses.csv`, {
      headers: await manyi.signIn('evaluator'),
    });
    const rows = parse<Readonly<Record<string, string>>>(await reply.text(), { bom: true, columns: true });
    const byForm = rows.map((row) =>
      ['form', 'form_probability', 'SH_product', 'ST_lamps'].map((name) => row[name]),
    );
    expect(byForm.sort()).toEqual([
      ['short', '0.4', '8', ''],
      ['streets', '0.6', '', '8'],
    ]);
  });
});

describe('a wave of one form', () => {
  it('has the same document, pages and columns whether it names the form or its share of 1', async () => {
    const by = { ...wanted, id: 'named-2026', form: 'short' };
    const named = await createWave(manyi.deps, by, commandLine);
    const shared = await createWave(
      manyi.deps,
      { ...wanted, id: 'shared-2026', forms: [{ form: 'short', share: 1 }] },
      commandLine,
    );
    expect(named.document).toBe(shared.document);
    expect(await manyi.deps.storage.document(named.document!)).toMatch(/"format":"manyi-wave-1"/);
    const page = await (await manyi.app.request(`/s/${manyi.wave}`)).text();
    expect(page).not.toContain('"forms"');
  });
});

describe('creating a wave of several forms', () => {
  const create = async (body: object) => {
    const reply = await manyi.app.request(
      '/api/programmes/quality-district/waves',
      json('POST', { id: 'new-2026', title, period: '2026', ...body }, await manyi.signIn('evaluator')),
    );
    return {
      status: reply.status,
      body: (await reply.json()) as { code?: string; details?: readonly string[] },
    };
  };

  it('takes forms with shares', async () => {
    expect((await create({ forms: bothForms })).status).toBe(201);
    const { forms } = await pinnedWave(
      manyi.deps.storage,
      await existingWave(manyi.deps.storage, 'new-2026'),
    );
    expect(forms.map(({ form, share }) => ({ form: form.name, share }))).toEqual(bothForms);
  });

  it('takes one form or several, not both and not neither', async () => {
    expect(await create({ form: 'short', forms: bothForms })).toMatchObject({ status: 400 });
    expect(await create({})).toMatchObject({ status: 400 });
  });

  it('tells all that keeps the forms apart', async () => {
    const programme = addStreets(manyi);
    const streets = programme.forms[1]!.questionnaire as {
      -readonly [Key in keyof Questionnaire]: Questionnaire[Key];
    };
    streets.privacy = { 'zh-Hans': '另一句', en: 'Another sentence' };
    const { status, body } = await create({
      forms: [{ form: 'short', share: 0.4 }, bothForms[0], bothForms[1]],
    });
    expect([status, body.code]).toEqual([422, 'formsNotTogether']);
    expect(body.details).toEqual([
      'forms[1].form: "short" is named already; once is enough',
      'forms: the shares sum to 1.4; make them sum to 1',
      expect.stringContaining('streets.json at privacy: differs from'),
    ]);
  });
});

/** A browser without script. */
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

async function fillIn(address: string, questionnaire: Questionnaire, answers: Answers, id: string) {
  let page = await (await manyi.app.request(address)).text();
  const given = fieldsFromAnswers(itemsOfQuestionnaire(questionnaire), answers);
  for (let screen = 0; screen < 30; screen++) {
    // The id is the browser's to carry; here it is one whose form the test knows.
    const hidden = fieldsOf(page).map(([name, value]): Field => [name, name === 'id' ? id : value]);
    const shown = new Set(hidden.filter(([name]) => name === 'shown').map(([, value]) => value));
    if (shown.size === 0) return hidden;
    const own = given.filter(([name]) => shown.has(name.replace('~missing', '')));
    page = (await post(address, [...hidden, ...own, ['go', 'next']])).html;
  }
  throw new Error('the form has no end');
}
