import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse, soundProgramme } from '../../core/programme/sample-programme.ts';
import type { Programme } from '../../core/programme/programme.ts';
import { contentHash } from '../../core/content-hash.ts';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { fieldsFromAnswers, type Field } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import { commandLine } from '../access/audit-event.ts';
import type { LoadedProgramme } from '../deps.ts';
import { createWave, openWave } from '../fieldwork/move-wave.ts';
import { json, testManyi, type TestManyi } from '../testing.ts';

/** The words of a made-up programme as a resident of each place reads them. */
const words: Readonly<Record<string, readonly [simplified: string, traditional: string]>> = {
  North: ['北区调查', '北區調查'],
  Office: ['北区办公室', '北區辦公室'],
  Short: ['短问卷', '短問卷'],
  Evaluator: ['评估方', '評估單位'],
  Confidential: ['不记姓名', '不記姓名'],
  'Age?': ['您多大年纪？', '您幾歲？'],
  'Home?': ['您住在哪里？', '您住在哪裡？'],
  'Whole?': ['总的来说满意吗？', '整體來說滿意嗎？'],
  'Roads?': ['对道路满意吗？', '對道路滿意嗎？'],
  'Order?': ['对治安满意吗？', '對治安滿意嗎？'],
  'Calm?': ['安静吗？', '安靜嗎？'],
  'Recommend?': ['会推荐吗？', '會推薦嗎？'],
  'Campaign?': ['听说过这次活动吗？', '聽過這次活動嗎？'],
  'Acts?': ['参加过什么？', '參加過什麼？'],
  'Problem?': ['遇到过问题吗？', '遇過問題嗎？'],
  'Wish?': ['还有什么想说的？', '還有什麼想說的？'],
  bad: ['不满意', '不滿意'],
  good: ['满意', '滿意'],
};

function programmeInThreeLanguages(): Programme {
  const files = JSON.parse(JSON.stringify(soundProgramme()), (_, value: { en?: unknown }) => {
    if (typeof value !== 'object' || value === null || typeof value.en !== 'string') return value;
    const [simplified, traditional] = words[value.en] ?? [value.en, value.en];
    return { 'zh-Hans': simplified, 'zh-Hant': traditional, en: value.en };
  }) as ReturnType<typeof soundProgramme>;
  files['programme.json'].addedLanguages = ['zh-Hant'];
  files['questionnaires/short.json'].sections[0].items[0].required = true;
  const { value, faults } = parse(files);
  if (faults) throw new Error(JSON.stringify(faults));
  return value;
}

const answers: Answers = {
  age: 'old',
  home: 'hill',
  whole: 8,
  roads: 7,
  order: 9,
  calm: 3,
  recommend: 8,
  campaign: 'knows',
  acts: ['went'],
  problem: 'no',
};
const address = '/s/north-2026';
const inTraditional = `${address}?lang=zh-Hant`;

let manyi: TestManyi;
const page = async (path: string) => (await manyi.app.request(path)).text();

beforeEach(async () => {
  manyi = await testManyi();
  const programme = programmeInThreeLanguages();
  const programmes = manyi.deps.programmes as Map<string, LoadedProgramme>;
  programmes.set('north', { programme, mappings: new Map() });
  await createWave(
    manyi.deps,
    {
      id: 'north-2026',
      programme: 'north',
      title: { 'zh-Hans': '2026年调查', 'zh-Hant': '2026年調查', en: 'Survey 2026' },
      period: '2026',
      form: 'short',
    },
    commandLine,
  );
  await openWave(manyi.deps, 'north-2026', commandLine);
});

function hiddenOf(html: string): Field[] {
  return [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => {
    const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '';
    return [attribute('name'), attribute('value')];
  });
}

async function post(fields: readonly Field[]) {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  const reply = await manyi.app.request(inTraditional, { method: 'POST', body });
  return { status: reply.status, html: await reply.text() };
}

const languageLinks = (html: string) => [...html.matchAll(/hreflang="([^"]+)"/g)].map(([, code]) => code);

/** Characters that traditional Chinese writes otherwise. */
const simplified = /[们这还问题满调开关选择写证码载请谢对应单个过时发现网络]/gu;
/** What stands on a page to be read, without the links to other languages. */
const readable = (html: string) =>
  html
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<a [^>]*hreflang[\s\S]*?<\/a>/g, '')
    .replaceAll(/<[^>]+>/g, ' ');

describe('a wave that is asked in traditional Chinese too', () => {
  it('is drawn in it whole, from the first byte to the model of the script', async () => {
    const html = await page(inTraditional);
    expect(html).toContain('<html lang="zh-Hant">');
    for (const text of [
      '2026年調查',
      '評估單位邀請您填答',
      '整體來說滿意嗎？',
      '還有什麼想說的？',
      '下一步',
    ]) {
      expect(html).toContain(text);
    }
    expect(readable(html).match(simplified)).toBeNull();
    const model = JSON.parse(/id="model">([\s\S]*?)<\/script>/.exec(html)![1]!) as object;
    expect(JSON.stringify(model)).not.toMatch(/"(zh-Hans|en)":/);
  });

  it('is answered in it from the first screen to the receipt, and stored as such', async () => {
    const { questionnaire } = manyi.deps.programmes.get('north')!.programme.forms[0]!;
    const own = fieldsFromAnswers(itemsOfQuestionnaire(questionnaire), answers);
    const review = await post([...hiddenOf(await page(inTraditional)), ...own, ['go', 'next']]);
    expect(review.html).toContain('請檢查您的答案');
    const done = await post([...hiddenOf(review.html), ['go', 'send']]);
    expect(done.status).toBe(201);
    expect(done.html).toContain('<html lang="zh-Hant">');
    expect(done.html).toContain('謝謝您，我們已經收到');
    const { responses } = await manyi.deps.storage.responsesAfter('north-2026', '', 10);
    expect(responses.map(({ language, disposition }) => [language, disposition])).toEqual([
      ['zh-Hant', 'complete'],
    ]);
  });

  it('says in it what is still to be answered', async () => {
    const { status, html } = await post([...hiddenOf(await page(inTraditional)), ['go', 'next']]);
    expect(status).toBe(422);
    expect(html).toContain('請選擇或填寫答案');
    expect(html).toContain('<title>請修改 - 2026年調查</title>');
  });

  it('has a title in it', async () => {
    const cookie = await manyi.signIn('evaluator');
    const wanted = {
      id: 'north-2027',
      title: { 'zh-Hans': '2027年调查', en: 'Survey 2027' },
      period: '2027',
    };
    const reply = await manyi.app.request(
      '/api/programmes/north/waves',
      json('POST', { ...wanted, form: 'short' }, cookie),
    );
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      details: ['title: is missing in zh-Hant, which this programme is asked in'],
    });
  });

  it('links to the other languages it is asked in', async () => {
    expect(languageLinks(await page(address))).toEqual(['zh-Hant', 'en']);
    expect(languageLinks(await page(inTraditional))).toEqual(['zh-Hans', 'en']);
  });

  it('takes responses in it from a phone', async () => {
    const { questionnaire } = manyi.deps.programmes.get('north')!.programme.forms[0]!;
    const sent = { questionnaire: contentHash(questionnaire), language: 'zh-Hant', mode: 'web', answers };
    const reply = await manyi.app.request(
      `/api/waves/north-2026/responses/${randomUUID()}`,
      json('PUT', sent),
    );
    expect(reply.status).toBe(201);
  });
});

describe('a wave that is not asked in traditional Chinese', () => {
  it('is read in the language that stands in, and does not link to it', async () => {
    const html = await page(`/s/${manyi.wave}?lang=zh-Hant`);
    expect(html).toContain('<html lang="zh-Hans">');
    expect(languageLinks(html)).toEqual(['en']);
    expect(html).toContain('下一步');
  });
});

describe('the pages around a wave', () => {
  it('are in traditional Chinese: the list of surveys, and why one cannot be filled in', async () => {
    const home = await page('/?lang=zh-Hant');
    expect(home).toContain('<html lang="zh-Hant">');
    expect(home).toContain('2026年調查');
    expect(home).toContain('請選擇一項進行中的調查');
    expect(languageLinks(home)).toEqual(['zh-Hans', 'en']);
    const refused = await page('/s/nowhere?lang=zh-Hant');
    expect(refused).toContain('找不到這項調查');
    expect(refused).toContain('<html lang="zh-Hant">');
  });

  it('are those of staff in a language staff pages are written in', async () => {
    expect(await page('/staff?lang=zh-Hant')).toContain('<html lang="zh-Hans">');
  });
});
