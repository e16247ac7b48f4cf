/** What a figure's definition is made of, part by part (rule 27); `docs/methodology.md` prints the list. */
export const definitionParts = [
  'form',
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
  /** Of an index, a mean score and an indicator: the questions it is made of, by their identity. */
  readonly items?: Readonly<Record<string, DefinedItem>>;
}

export interface DefinedItem {
  /** Of an index: the leaves that stand for it in this tree. They are no part of the definition. */
  readonly leaves: readonly string[];
  /** Of an index: the share of its weight. */
  readonly share?: number;
  readonly wording: string;
  readonly scale: string;
  readonly missingCodes: string;
  readonly routing: string;
}
