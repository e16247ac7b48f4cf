import { firstLanguage, languageCodes, textIn, type LocalText } from '../../core/questionnaire/local-text.ts';
import type { PublishedChange, Release, ReleaseNode } from '../../core/release/release.ts';
import { trendsWording } from '../wording/trends/wording.ts';

/**
 * The leaves of an index that a change over common leaves goes without, by title; behind the title of the parent where
 * the index has several leaves of that title. Empty where the wave before had more leaves, and this one has none of
 * its own.
 */
export function leavesNotCompared(
  { nodes }: Pick<Release, 'nodes'>,
  { form, key, commonLeaves }: Pick<PublishedChange, 'form' | 'key' | 'commonLeaves'>,
): readonly LocalText[] {
  const index = nodes.find((node) => node.form === form && `index/${node.name}` === key);
  if (!index || !commonLeaves) return [];
  const inFrame = nodes.filter((node) => node.form === form && node.frame === index.frame);
  const leaves = leavesUnder(index, inFrame);
  return leaves
    .filter(
      ({ name, item }) =>
        !commonLeaves.includes(name) && (item === undefined || !commonLeaves.includes(item)),
    )
    .map((leaf) => {
      const isAlone =
        leaves.filter(({ title }) => title[firstLanguage] === leaf.title[firstLanguage]).length === 1;
      const parent = inFrame.find(({ name }) => name === leaf.parent);
      return isAlone || !parent ? leaf.title : under(parent.title, leaf.title);
    });
}

/** The leaves that count. */
function leavesUnder(index: ReleaseNode, inFrame: readonly ReleaseNode[]): readonly ReleaseNode[] {
  const children = inFrame.filter(({ parent, isDiagnostic }) => parent === index.name && !isDiagnostic);
  return children.length === 0 ? [index] : children.flatMap((child) => leavesUnder(child, inFrame));
}

function under(parent: LocalText, title: LocalText): LocalText {
  const told = languageCodes.filter((language) => title[language] !== undefined);
  const words = told.map((language) => [
    language,
    trendsWording(language)('titleUnder', {
      parent: textIn(parent, language),
      title: textIn(title, language),
    }),
  ]);
  return Object.fromEntries(words) as LocalText;
}
