import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RespondModel } from '../api/http/pages.ts';
import type { Answers } from '../core/questionnaire/answer.ts';
import { answersFromFields, type Field } from '../core/questionnaire/form-fields.ts';
import { textIn, languageCodes } from '../core/questionnaire/local-text.ts';
import { itemsOfQuestionnaire } from '../core/questionnaire/questionnaire.ts';
import { builtApplication } from './assets.ts';
import { createPages } from './pages.ts';
import { wordingIn } from './wording/residents/wording.ts';
import { sampleModel, sampleQuestionnaire } from './respond/sample-model.ts';

const pages = createPages({
  respond: { scripts: ['/assets/enhance.js', '/assets/shared.js'], styleSheets: [] },
  staff: { scripts: ['/assets/main.js'], styleSheets: ['/assets/main.css'] },
});

const id = '3f0c1f5e-7a43-4b8e-9d3c-0d9f6f3b2a11';
const wholeAnswers: Answers = {
  since: '2024-03-05',
  consent: 'yes',
  years: 12,
  parks: 9,
  buses: { missing: 'notUsed' },
  recommend: 0,
  acts: ['yes', 'no'],
  why: '太吵了\n"真的" <b>',
};

const html = (model: Partial<RespondModel>) => pages.respond({ ...sampleModel, ...model }).html;

/** What a browser without script would post from this page. */
function fieldsOf(page: string): readonly Field[] {
  const decode = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const attribute = (tag: string, name: string) =>
    decode(new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const inputs = [...page.matchAll(/<input (?:"[^"]*"|[^">])*>/g)].flatMap(([tag]): readonly Field[] => {
    const isTicked = !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag);
    return isTicked ? [[attribute(tag, 'name'), attribute(tag, 'value')]] : [];
  });
  const areas = [...page.matchAll(/(<textarea[^>]*>)([^<]*)<\/textarea>/g)].map(
    ([, tag = '', content = '']): Field => [attribute(tag, 'name'), decode(content)],
  );
  return [...inputs, ...areas];
}

describe('the form without script', () => {
  it('posts every answer again from every screen', () => {
    const screens = [
      ...sampleQuestionnaire.sections.map((_, section) => ({ kind: 'section', section }) as const),
      { kind: 'review' } as const,
    ];
    for (const screen of screens) {
      const fields = fieldsOf(html({ screen, answers: wholeAnswers, responseId: id }));
      expect(answersFromFields(itemsOfQuestionnaire(sampleQuestionnaire), fields)).toEqual(wholeAnswers);
    }
  });

  it('names the screen it stands on, its items and the response', () => {
    const fields = fieldsOf(
      html({ screen: { kind: 'section', section: 2 }, answers: { recommend: 9 }, responseId: id }),
    );
    const valuesOf = (name: string) => fields.filter((field) => field[0] === name).map(([, value]) => value);
    expect(valuesOf('step')).toEqual(['2']);
    expect(valuesOf('shown')).toEqual(['recommend', 'acts', 'since']);
    expect(valuesOf('id')).toEqual([id]);
    expect(valuesOf('language')).toEqual(['zh-Hans']);
  });

  it('has no id on the first page, which is the same for everyone', () => {
    expect(fieldsOf(html({}))).toContainEqual(['id', '']);
  });

  it('puts the button that goes on first, so that Enter means it', () => {
    const page = html({ screen: { kind: 'section', section: 1 }, responseId: id });
    const buttons = [...page.matchAll(/<button type="submit" name="go" value="([^"]*)"/g)].map(
      ([, go]) => go,
    );
    expect(buttons).toEqual(['next', 'back']);
  });

  it('lists what is missing with links to the fields, and says so in the title', () => {
    const page = html({ issues: [{ item: 'consent', code: 'required' }] });
    expect(page).toContain('href="#consent"');
    expect(page).toContain('id="consent"');
    expect(page).toContain('<title>请修改');
  });

  it('shows no answers, and hands none over, once the response is stored', () => {
    const page = html({
      screen: { kind: 'done', receipt: 'AB12-CD34', disposition: 'complete' },
      responseId: id,
    });
    expect(page).toContain('AB12-CD34');
    expect(page).not.toContain('id="model"');
    expect(fieldsOf(page)).toEqual([]);
  });

  it.each(['refusal', 'ineligible'] as const)(
    'gives no receipt where nothing was kept: %s',
    (disposition) => {
      for (const language of languageCodes) {
        const page = html({
          language,
          screen: { kind: 'done', receipt: 'AB12-CD34', disposition },
          responseId: id,
        });
        expect(page).not.toContain('AB12-CD34');
        expect(page).toContain(wordingIn(language).doneText[disposition]);
        expect(page).not.toContain(wordingIn(language).doneText.complete);
      }
    },
  );

  it('says of an answer by the open link, first and last, that it enters no official figure', () => {
    for (const language of languageCodes) {
      const { doneText, page } = wordingIn(language);
      const done = { kind: 'done', receipt: 'AB12-CD34', disposition: 'complete' } as const;
      const drawn = (model: Partial<RespondModel>) => html({ language, ...model }).split('id="model"')[0];
      const open = drawn({ screen: done, responseId: id });
      const invited = drawn({ screen: done, responseId: id, invitation: 'token' });
      expect([open?.includes(page.doneByOpenLink), open?.includes(doneText.complete)]).toEqual([true, false]);
      expect([invited?.includes(page.doneByOpenLink), invited?.includes(doneText.complete)]).toEqual([
        false,
        true,
      ]);
      expect(drawn({})).toContain(page.openLink);
      expect(drawn({ invitation: 'token' })).not.toContain(page.openLink);
    }
  });

  it('says on the review how much was not answered', () => {
    const drawn = (answers: Answers) =>
      html({ screen: { kind: 'review' }, answers, responseId: id }).split('id="model"')[0];
    expect(drawn(wholeAnswers)).toContain('有2题没有回答');
    expect(drawn({ ...wholeAnswers, shops: 5, schools: 6 })).not.toContain('题没有回答');
  });

  it('carries everything on when it could not be stored', () => {
    const screen = { kind: 'notStored', problem: 'busy' } as const;
    const page = html({ screen, answers: wholeAnswers, responseId: id });
    expect(answersFromFields(itemsOfQuestionnaire(sampleQuestionnaire), fieldsOf(page))).toEqual(
      wholeAnswers,
    );
    expect(page).toContain('value="send"');
  });

  it('tells who declined and could not be counted of no answers to keep', () => {
    const screen = { kind: 'notStored', problem: 'busy' } as const;
    for (const language of languageCodes) {
      const { page, problems, notStoredApart } = wordingIn(language);
      const drawn = (consent: string) =>
        html({ language, screen, answers: { ...wholeAnswers, consent }, responseId: id }).split(
          'id="model"',
        )[0]!;
      const toldOfAnswers = (text: string) =>
        [page.notStoredTitle, problems.busy].map((each) => text.includes(each));
      expect(toldOfAnswers(drawn('yes'))).toEqual([true, true]);
      expect(toldOfAnswers(drawn('no'))).toEqual([false, false]);
      expect(drawn('no')).toContain(notStoredApart.refusal.split('“')[0]);
      const used = { kind: 'notStored', problem: 'invitationUsed' } as const;
      const again = html({ language, screen: used, answers: { consent: 'no' }, responseId: id });
      expect(again).toContain(problems.invitationUsed);
      expect(again).not.toContain(notStoredApart.refusal.split('“')[0]);
    }
  });
});

describe('a page', () => {
  it('is drawn in the language asked for, whole', () => {
    for (const language of languageCodes) {
      const page = html({ language });
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain(textIn(sampleModel.wave.title, language));
    }
    expect(html({ language: 'en' })).not.toMatch(/\p{Script=Han}/u);
  });

  it('says on every screen that the data are simulated, and only then', () => {
    const mark = '模拟数据';
    const screens = [sampleModel.screen, { kind: 'review' }, { kind: 'end' }] as const;
    for (const screen of screens) {
      expect(html({ screen }).split('id="model"')[0]).toContain(mark);
      expect(html({ screen, isSimulated: false }).split('id="model"')[0]).not.toContain(mark);
    }
  });

  it('allows exactly its own style, and no script that stands in the page', () => {
    const { html: page, contentSecurityPolicy } = pages.respond(sampleModel);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(contentSecurityPolicy).toContain(`style-src 'sha256-${hash}'`);
    expect(contentSecurityPolicy).toContain("script-src 'self';");
    expect(contentSecurityPolicy).not.toContain('unsafe');
    expect(page).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('lets nothing an answer or a questionnaire contains become markup', () => {
    const hostile = '</script><img src=x onerror=alert(1)>';
    const questionnaire = { ...sampleQuestionnaire, from: { 'zh-Hans': hostile, en: hostile } };
    const page = html({ questionnaire, answers: { why: hostile }, responseId: id });
    expect(page).not.toContain('<img');
    const model = /id="model">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect((JSON.parse(model) as RespondModel).answers).toEqual({ why: hostile });
  });

  it('names the entry script and preloads what it imports', () => {
    const page = html({});
    expect(page).toContain('<script type="module" src="/assets/enhance.js"></script>');
    expect(page).toContain('<link rel="modulepreload" href="/assets/shared.js">');
  });

  it('lists open surveys on the start page, or says that there are none', () => {
    const survey = { wave: 'w1', title: sampleModel.wave.title, from: sampleQuestionnaire.from, minutes: 3 };
    const home = { language: 'zh-Hans', isDemonstration: false } as const;
    expect(pages.home({ ...home, surveys: [{ ...survey, isSimulated: true }] }).html).toContain(
      'href="/s/w1?lang=zh-Hans"',
    );
    expect(pages.home({ ...home, surveys: [] }).html).toContain('现在没有正在进行的调查');
  });

  it('loads the staff application with its style sheets', () => {
    const { html: page, contentSecurityPolicy } = pages.staff('en');
    expect(page).toContain('<link rel="stylesheet" href="/assets/main.css">');
    expect(contentSecurityPolicy).toMatch(/style-src 'sha256-[^']+' 'self'/);
  });
});

describe('builtApplication', () => {
  it('finds all that an entry imports, however deep, once', () => {
    const manifest = {
      'main.ts': { file: 'assets/main.js', imports: ['_a.js'], css: ['assets/main.css'] },
      '_a.js': { file: 'assets/a.js', imports: ['_b.js'] },
      '_b.js': { file: 'assets/b.js', imports: ['_a.js'] },
    };
    expect(builtApplication(manifest, 'main.ts')).toEqual({
      scripts: ['/assets/main.js', '/assets/a.js', '/assets/b.js'],
      styleSheets: ['/assets/main.css'],
    });
  });

  it('says what to do when the build lacks the entry', () => {
    expect(() => builtApplication({}, 'main.ts')).toThrow('The build has no "main.ts". Run the build again.');
  });
});
