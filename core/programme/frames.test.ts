import { describe, expect, it } from 'vitest';
import { describeFault } from '../fault.ts';
import { itemsOfQuestionnaire } from '../questionnaire/questionnaire.ts';
import { framesOf, shareAsked } from './frames.ts';
import { parse, soundProgramme } from './sample-programme.ts';

/** The sound programme with its roads and its order asked of different residents, and a target on each. */
function dividedProgramme() {
  const files = soundProgramme();
  const whole = files['questionnaires/short.json'];
  const [section] = whole['sections'];
  const without = (name: string, item: string) => ({
    ...whole,
    name,
    sections: [{ ...section, items: section.items.filter((each: { name: string }) => each.name !== item) }],
  });
  const [target] = files['targets.json']['targets'];
  const targetOn = (form: string, of: string) => ({
    ...target,
    name: `T_${of}`,
    measure: { ...target.measure, form, of },
  });
  const { 'questionnaires/short.json': _, ...others } = files;
  return {
    ...others,
    'programme.json': {
      ...files['programme.json'],
      forms: [
        { name: 'north', questionnaire: 'north', index: 'short' },
        { name: 'south', questionnaire: 'south', index: 'short' },
      ],
    },
    'questionnaires/north.json': without('north', 'order'),
    'questionnaires/south.json': without('south', 'roads'),
    'targets.json': { targets: [targetOn('north', 'roads'), targetOn('south', 'order')] },
  };
}

describe('the frames of a wave', () => {
  it('are the one form itself where there is one, with the programme as it is', () => {
    const programme = parse(soundProgramme()).value!;
    const [frame, ...others] = framesOf(programme);
    expect(others).toEqual([]);
    expect(frame!.programme).toBe(programme);
    expect(frame!.form).toBe(programme.forms[0]);
  });

  it('hold all that forms of one index ask, each item once, and the targets on any of them', () => {
    const programme = parse(dividedProgramme()).value!;
    const [frame, ...others] = framesOf(programme, { north: 0.25, south: 0.75 });
    expect(others).toEqual([]);
    const whole = parse(soundProgramme()).value!.forms[0]!;
    const names = (of: typeof whole) => itemsOfQuestionnaire(of.questionnaire).map(({ name }) => name);
    expect(names(frame!.form).sort()).toEqual(names(whole).sort());
    expect(frame!.programme.targets.map(({ measure }) => measure.form)).toEqual([
      'north+south',
      'north+south',
    ]);
    expect(['roads', 'order', 'whole'].map((item) => shareAsked(frame!.form, item))).toEqual([0.25, 0.75, 1]);
  });

  it('need a share for each form', () => {
    const programme = parse(dividedProgramme()).value!;
    expect(() => framesOf(programme, { north: 1 })).toThrow(/no share for the form "south"/);
  });
});

describe('an index of several forms', () => {
  it('is held against all they ask together', () => {
    expect((parse(dividedProgramme()).faults ?? []).map(describeFault)).toEqual([]);
  });

  it('is complained about once', () => {
    const files = dividedProgramme();
    files['indices/short.json']['root'].children[0].item = 'rivers';
    const faults = (parse(files).faults ?? []).map(describeFault).filter((fault) => fault.includes('rivers'));
    expect(faults).toHaveLength(1);
  });
});
