import { contentHash } from '../../content-hash.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import type { Programme } from '../../programme/programme.ts';
import { itemsOfQuestionnaire } from '../../questionnaire/questionnaire.ts';
import type { ResponseRow } from '../measure/wave-columns.ts';
import { itemsIn } from './edits.test-data.ts';
import type { MadeUpFiles } from './made-up-files.test-data.ts';

/** A form that is made of the whole questionnaire: what it asks beside the first section, and how many get it. */
export interface PartForm {
  readonly name: string;
  readonly share: number;
  readonly asks: readonly string[];
}

/** The programme asked in several forms of one index: who they are is asked of all, each rated item where it is told. */
export function inSeveralForms(files: MadeUpFiles, parts: readonly PartForm[]): MadeUpFiles {
  const whole = files['questionnaires/short.json']!;
  const rated = new Set(parts.flatMap(({ asks }) => asks));
  const common = itemsIn(files).filter(({ name }) => !rated.has(name));
  const { 'questionnaires/short.json': _, ...others } = files;
  const questionnaires = parts.map(({ name, asks }) => [
    `questionnaires/${name}.json`,
    {
      ...whole,
      name,
      sections: [
        { ...whole['sections'][0], items: common },
        { name: 'rated', items: itemsIn(files).filter((item) => asks.includes(item.name)) },
      ],
    },
  ]);
  const forms = parts.map(({ name }) => ({ name, questionnaire: name, index: 'short' }));
  return {
    ...others,
    ...(Object.fromEntries(questionnaires) as MadeUpFiles),
    'programme.json': { ...files['programme.json'], forms },
  };
}

export function sharesOf(parts: readonly PartForm[]): Readonly<Record<string, number>> {
  return Object.fromEntries(parts.map(({ name, share }) => [name, share]));
}

/** Draws each respondent to a form, who then answers what that asks. */
export function drawnToForms(
  rows: readonly ResponseRow[],
  { forms }: Programme,
  shares: Readonly<Record<string, number>>,
  seed: string,
): readonly ResponseRow[] {
  const random = seededRandom(`forms ${seed}`);
  return rows.map((row) => {
    let left = random.next();
    const form = forms.find(({ name }) => (left -= shares[name]!) < 0) ?? forms.at(-1)!;
    const asked = new Set(itemsOfQuestionnaire(form.questionnaire).map(({ name }) => name));
    const answers = Object.fromEntries(Object.entries(row.answers).filter(([item]) => asked.has(item)));
    return {
      ...row,
      answers,
      form: contentHash(form.questionnaire),
      formProbability: shares[form.name]!,
    };
  });
}
