import { describe, expect, it } from 'vitest';
import { phoneModelOf } from './phone-model.ts';
import { Filling, type Listener, nobody } from './Filling.svelte.ts';
import { sampleModel } from './sample-model.ts';

function begin(listener: Partial<Listener> = {}): Filling {
  const response = new Filling(phoneModelOf(sampleModel), { ...nobody, ...listener });
  response.id = '3f0c1f5e-7a43-4b8e-9d3c-0d9f6f3b2a11';
  response.isTakenOver = true;
  return response;
}

function give(response: Filling, name: string, answer: Parameters<Filling['give']>[1]) {
  const item = response.asked.find((each) => each.name === name);
  if (!item) throw new Error(`"${name}" is not on this screen`);
  response.give(item, answer);
}

describe('Filling', () => {
  it('stays and says what is missing when a required answer is', () => {
    const response = begin();
    response.go('next');
    expect(response.shown).toEqual({ kind: 'section', section: 0 });
    expect(response.issues).toEqual([{ item: 'consent', code: 'required' }]);
  });

  it('goes on to the next section, tells of the move, and comes back', () => {
    let moves = 0;
    const response = begin({ moved: () => void (moves += 1) });
    give(response, 'consent', 'yes');
    response.go('next');
    expect(response.shown).toEqual({ kind: 'section', section: 1 });
    response.go('back');
    expect(response.shown).toEqual({ kind: 'section', section: 0 });
    expect(moves).toBe(2);
  });

  it('ends for those who do not want to take part', () => {
    const response = begin();
    give(response, 'consent', 'no');
    response.go('next');
    expect(response.shown).toEqual({ kind: 'end' });
  });

  it('shows a question as soon as it applies, and hides it when it does not any more', () => {
    const response = begin();
    give(response, 'consent', 'yes');
    response.go('to:2');
    give(response, 'recommend', 3);
    expect(response.asked.map(({ name }) => name)).toEqual(['recommend', 'acts', 'since', 'why']);
    give(response, 'recommend', 9);
    expect(response.asked.map(({ name }) => name)).toEqual(['recommend', 'acts', 'since']);
  });

  it("draws exactly the server's screen until the script has taken over", () => {
    const response = begin();
    response.isTakenOver = false;
    response.answers = { consent: 'no' };
    expect(response.asked.map(({ name }) => name)).toEqual(['consent', 'years']);
    response.isTakenOver = true;
    expect(response.asked.map(({ name }) => name)).toEqual(['consent']);
  });

  it('goes to the first section the server found something wrong in', () => {
    const response = begin();
    response.answers = { consent: 'yes' };
    response.show({ kind: 'sending' });
    response.complain([{ item: 'parks', code: 'outOfRange', parameters: { lowest: 1, highest: 10 } }]);
    expect(response.shown).toEqual({ kind: 'section', section: 1, isCorrection: true });
    const parks = response.asked.find(({ name }) => name === 'parks');
    expect(parks && response.issueOf(parks)).toBe('请填1到10之间的数字');
  });

  it('returns from a correction to the review', () => {
    const response = begin();
    response.answers = { consent: 'yes' };
    response.show({ kind: 'review' });
    response.go('to:1');
    response.go('next');
    expect(response.shown).toEqual({ kind: 'review' });
  });

  it('keeps the way back to the review where a correction led to the end', () => {
    const response = begin();
    response.answers = { consent: 'yes', parks: 5 };
    response.show({ kind: 'review' });
    response.go('to:0');
    give(response, 'consent', 'no');
    response.go('next');
    expect(response.shown.kind).toBe('end');
    response.go('back');
    expect(response.shown).toEqual({ kind: 'section', section: 0, isCorrection: true });
    give(response, 'consent', 'yes');
    response.go('next');
    expect(response.shown).toEqual({ kind: 'review' });
    expect(response.answers['parks']).toBe(5);
  });

  it('drops a complaint as soon as it is mended, and a new one takes its place', () => {
    const response = begin();
    response.go('next');
    expect(response.title).toMatch(/^请修改/);
    give(response, 'consent', 'yes');
    expect([response.issues, response.title]).toEqual([[], '样卷调查']);
    give(response, 'years', 120);
    response.go('next');
    give(response, 'years', 'many');
    expect(response.issues).toEqual([{ item: 'years', code: 'wrongKind' }]);
  });

  it('complains of nothing that is not asked any more', () => {
    const response = begin();
    give(response, 'years', 120);
    response.go('next');
    expect(response.issuesHere.map(({ item }) => item)).toEqual(['consent', 'years']);
    give(response, 'consent', 'no');
    expect(response.issuesHere).toEqual([]);
    expect(response.title).toBe('样卷调查');
  });

  it('carries the answers of all other screens, and of no other kind than the form has', () => {
    const response = begin();
    response.answers = { consent: 'yes', parks: { missing: 'dontKnow' }, acts: ['yes', 'no'] };
    expect(response.carried).toEqual([
      ['parks~missing', '~dontKnow'],
      ['acts', 'yes'],
      ['acts', 'no'],
    ]);
  });
});
