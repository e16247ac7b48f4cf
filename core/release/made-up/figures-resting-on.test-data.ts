import type { MadeUpFiles } from './made-up-files.test-data.ts';

/** What names a figure. */
export interface FigureName {
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
}
export type WhichFigures = (figure: FigureName) => boolean;

interface NodeInFile {
  readonly name: string;
  readonly item?: string;
  readonly isDiagnostic?: boolean;
  readonly children?: readonly NodeInFile[];
}

/** Whether a figure has to do with the answers to an item. */
export function restingOn(files: MadeUpFiles, item: string): WhichFigures {
  const index = files['indices/short.json']!;
  const nodes = new Set(nodesOver(index['root'] as NodeInFile, item));
  const indicators = new Map(
    (index['indicators'] as readonly Record<string, unknown>[]).map((each) => [
      each['name'] as string,
      JSON.stringify(each),
    ]),
  );
  // An act of a choice of several is a variable of its own.
  const isNamed = (text: string) => text.includes(`"${item}"`) || text.includes(`"${item}_`);
  return ({ statistic, subject }) => {
    if (statistic === 'index') return nodes.has(subject);
    const indicator = indicators.get(subject);
    if (indicator === undefined) return subject === item;
    return isNamed(indicator) && (item !== 'complained' || statistic !== 'problemOccurrence');
  };
}

/** The nodes whose index an item enters. */
function nodesOver(node: NodeInFile, item: string): readonly string[] {
  if (node.item !== undefined) return node.item === item ? [node.name] : [];
  const inside = (node.children ?? []).map((child) => ({ child, found: nodesOver(child, item) }));
  const isCounted = inside.some(
    ({ child, found }) => found.includes(child.name) && child.isDiagnostic !== true,
  );
  return [...(isCounted ? [node.name] : []), ...inside.flatMap(({ found }) => found)];
}

/** Rates of items: what the threshold of satisfaction moves. */
export const isRate: WhichFigures = ({ statistic }) =>
  statistic === 'satisfactionRate' || statistic.startsWith('rateIf');

/** What the convention moves. */
export const isScore: WhichFigures = ({ statistic }) => statistic === 'index' || statistic === 'itemScore';
