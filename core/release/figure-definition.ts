/** What a figure's definition is made of, part by part (rule 27); `docs/methodology.md` prints the list. */
export const definitionParts = [
  'statistic',
  'convention',
  'threshold',
  'indicator',
  'leaves',
  'wording',
  'scale',
  'missingCodes',
  'routing',
  'drawing',
  'eligibility',
  'exclusion',
  'margins',
  'outline',
  'method',
] as const;
export type DefinitionPart = (typeof definitionParts)[number];

/** A hash of each part that the figure has, and one over all of them, which is the figure's. */
export interface FigureDefinition {
  readonly hash: string;
  readonly parts: Readonly<Partial<Record<DefinitionPart, string>>>;
}
