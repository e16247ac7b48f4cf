import type { DefinitionPart } from '../definition.ts';

/** What each part of a figure's definition holds, as `docs/methodology.md` prints it (rule 27). */
export const definitionPartTexts: Readonly<Record<DefinitionPart, string>> = {
  form: 'the form it is asked by, by its name',
  statistic: 'index or mean score, rate, share of missing answers, figure of an indicator',
  convention: 'of an index or a mean score: how points become scores',
  threshold: 'of a rate: the point from which people are satisfied',
  indicator: 'of an indicator: its method, how many questions or acts, which answers count',
  leaves: 'of an index: its questions with their share of the whole, whatever nodes stand between',
  wording: 'of every question used: its words and those of its options, in Chinese and English',
  scale:
    'of every question used: points and words of the scale, codes of the options, how many may be chosen',
  missingCodes: 'of every question used: the missing answers it offers, in its own words or the usual ones',
  routing: 'of every question used: who is asked it, with the questions that decides in full',
  drawing: 'of every question used: its block and the chance to be asked it; no form draws any yet',
  eligibility: 'what ends an interview, with the questions that decide it in full',
  exclusion: 'whether late answers count',
  margins: 'what weights are raked to: question, categories, source of the totals, bound of weights',
  outline: 'of an area: its code, the version of its boundaries, the question where people live',
  method: 'the version of the method in the software, which is not that of the software',
};
