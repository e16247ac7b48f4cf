import { contentHash } from '../../content-hash.ts';
import { gather } from '../../gather.ts';
import { conventionKindOf, type Convention } from '../../indices/conventions/conventions.ts';
import { methodOf, type Indicator } from '../../indices/methods/methods.ts';
import { definingLanguages } from '../../programme/programme-languages.ts';
import { shareAsked } from '../../programme/frames.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { definingText } from './defining-text.ts';
import type { DefinedItem, FigureDefinition } from '../definition.ts';
import { figureKey } from '../figure-key.ts';
import type { FigureName } from '../figure-names.ts';
import { itemDefinitions, partHash, type ItemDefinitions } from './item-definitions.ts';
import { roundToSignificantDigits } from '../../numeric/round-to-significant-digits.ts';
import { leafShares, type LeafShare } from './leaf-shares.ts';
import { nodesOf } from '../../indices/index-tree.ts';

/** Changes where the software gives a statistic another meaning, not with its version. */
const METHOD = 1;

/** What a wave made of its programme, as far as it defines its figures. */
export interface AsMeasured {
  /** Branches of the index that nobody answered and that are left out everywhere. */
  readonly leftOut?: readonly string[];
  /** The items weights were raked to, where margins that were declared could not be used. */
  readonly rakedTo?: readonly string[];
  /** False where the sample could not hold the margins within the bound that was declared for weights. */
  readonly isTrimmed?: boolean;
}

/**
 * What makes a figure what it is: the hash that its line keeps (rule 27). Names, titles, hints, other items, the order
 * of files and the totals of margins are not in it. Quantities that are one have one hash: a node with one counted leaf,
 * that leaf's node and the mean score of the item.
 *
 * @throws Error for a figure the form does not have
 */
export function definitionOf(
  programme: Programme,
  form: Form,
  figure: FigureName,
  measured: AsMeasured = {},
): FigureDefinition {
  return definitionsOf(programme, form, measured)(figure);
}

/** `definitionOf` for many figures of one form: what they share is worked out once. */
export function definitionsOf(
  programme: Programme,
  form: Form,
  measured: AsMeasured = {},
): (figure: FigureName) => FigureDefinition {
  const items = itemDefinitions(programme, form.questionnaire);
  const shared = {
    form: partHash(form.name),
    eligibility: items.eligibility,
    exclusion: partHash({ lateAnswers: programme.settings.lateAnswers ?? 'in' }),
    margins: marginsPart(programme, items, measured),
    method: partHash(METHOD),
  };
  const without = new Set(measured.leftOut ?? []);
  const nodes = new Map(nodesOf(form.index.root).map((node) => [node.name, node]));
  const known = new Map<string, OwnParts>();
  return ({ statistic, subject, area }) => {
    const key = figureKey(statistic, subject);
    const own = known.get(key) ?? ownParts();
    known.set(key, own);
    const outline = area === undefined ? {} : { outline: outlinePart(programme, form, items, area) };
    const parts = { ...shared, ...own.parts, ...outline };
    const hash = contentHash({ parts, made: own.made });
    return own.items ? { hash, parts, items: own.items } : { hash, parts };

    function ownParts(): OwnParts {
      const node = nodes.get(subject);
      if (statistic === 'index' && node) return indexParts(form, items, leafShares(node, without));
      if (statistic === 'itemScore') {
        return indexParts(form, items, [{ leaf: subject, item: subject, share: 1 }]);
      }
      const indicator = form.indicators.find(({ name }) => name === subject);
      if (indicator && !itemStatistics.has(statistic))
        return indicatorParts(form, indicator, statistic, items);
      const threshold = ratesOfThreshold.has(statistic)
        ? { threshold: partHash(form.index.satisfiedFrom) }
        : {};
      if (!itemStatistics.has(statistic)) throw new Error(`there is no figure "${statistic}/${subject}"`);
      const { identity: _, ...item } = items.of(subject);
      const parts = { statistic: partHash(statistic), ...threshold, ...item };
      return { parts: { ...parts, ...drawingPart(form, items, [subject]) }, made: [] };
    }
  };
}

interface OwnParts {
  readonly parts: FigureDefinition['parts'];
  /** What the parts alone do not hold: which item has which part in the figure. */
  readonly made: unknown;
  readonly items?: FigureDefinition['items'];
}

const ratesOfThreshold = new Set(['satisfactionRate', 'rateIfDontKnowIsNot', 'rateIfDontKnowIs']);
const itemStatistics = new Set([...ratesOfThreshold, 'notUsedShare', 'dontKnowShare', 'refusedShare']);

function indexParts(form: Form, items: ItemDefinitions, shares: readonly LeafShare[]): OwnParts {
  const byIdentity = new Map<string, LeafShare[]>();
  for (const each of shares) gather(byIdentity, items.of(each.item).identity, each);
  const used = Object.fromEntries(
    [...byIdentity].map(([identity, same]): [string, DefinedItem] => {
      const { identity: _, ...parts } = items.of(same[0]!.item);
      const share = same.reduce((sum, each) => sum + each.share, 0);
      const leaves = same.map(({ leaf }) => leaf);
      return [identity, { ...parts, leaves, share: roundToSignificantDigits(share, 12) }];
    }),
  );
  const weights = Object.entries(used).map(([identity, { share }]) => [identity, share]);
  return {
    parts: {
      statistic: partHash('index'),
      convention: partHash(inOrder(form.index.convention)),
      leaves: partHash(
        Object.values(used)
          .map(({ share }) => share!)
          .sort((a, b) => a - b),
      ),
      ...itemParts(Object.values(used)),
      ...drawingPart(
        form,
        items,
        shares.map(({ item }) => item),
      ),
    },
    made: Object.fromEntries(weights),
    items: used,
  };
}

function indicatorParts(
  form: Form,
  indicator: Indicator,
  statistic: string,
  items: ItemDefinitions,
): OwnParts {
  const { settings, roles } = methodOf(indicator).makeupOf(indicator, statistic, form.questionnaire);
  const inRoles = roles.map(({ item, role }) => ({ definition: items.of(item), role }));
  const used = Object.fromEntries(
    inRoles.map(({ definition: { identity, ...parts } }) => [identity, { ...parts, leaves: [] }]),
  );
  return {
    parts: {
      statistic: partHash(statistic),
      indicator: partHash([settings, inRoles.map(({ role }) => partHash(role)).sort()]),
      ...itemParts(Object.values(used)),
      ...drawingPart(
        form,
        items,
        roles.map(({ item }) => item),
      ),
    },
    made: inRoles.map(({ definition, role }) => partHash([definition.identity, role])).sort(),
    items: used,
  };
}

/** Where forms are drawn: with which probability residents are asked each item. None where all are asked all. */
function drawingPart(
  form: Form,
  items: ItemDefinitions,
  asked: readonly string[],
): Pick<FigureDefinition['parts'], 'drawing'> {
  if (!form.drawn) return {};
  const shares = new Map(asked.map((item) => [items.of(item).identity, shareAsked(form, item)]));
  if ([...shares.values()].every(isWhole)) return {};
  const byIdentity = [...shares].map(
    ([identity, share]) => `${identity} ${roundToSignificantDigits(share, 12)}`,
  );
  return { drawing: partHash(byIdentity.sort()) };
}

/** As a computer adds shares. */
const isWhole = (share: number) => Math.abs(share - 1) < 1e-9;

/** In an order of their own, so that neither names nor the order of items are in it. */
function itemParts(definitions: readonly DefinedItem[]) {
  const part = (name: 'wording' | 'scale' | 'missingCodes' | 'routing') => {
    const hashes = definitions.map((definition) => definition[name]).sort();
    return hashes.length === 1 ? hashes[0]! : partHash(hashes);
  };
  return {
    wording: part('wording'),
    scale: part('scale'),
    missingCodes: part('missingCodes'),
    routing: part('routing'),
  };
}

function inOrder(convention: Convention): object {
  return conventionKindOf(convention).inOrder?.(convention) ?? convention;
}

/**
 * Raking to other items, categories or sources moves figures, and so does another bound of weights; newer totals are what
 * the same source says later.
 */
function marginsPart(
  programme: Programme,
  items: ItemDefinitions,
  { rakedTo = programme.settings.rakeTo ?? [], isTrimmed = true }: AsMeasured,
): string {
  const {
    margins,
    settings: { trimTo },
  } = programme;
  const languages = definingLanguages(programme);
  const used = rakedTo
    .map((name) => margins.find(({ item }) => item === name)!)
    .map(({ item, totals, source }) =>
      partHash([items.of(item).identity, Object.keys(totals).sort(), definingText(source, languages)]),
    )
    .sort();
  return partHash(
    trimTo !== undefined && isTrimmed && used.length > 0 ? { raked: used, trimmedTo: trimTo } : used,
  );
}

/** Where an area ends, and what asks people where they belong. Its name may change, its code never does. */
function outlinePart(
  { areas }: Programme,
  { questionnaire: { areaItem } }: Form,
  items: ItemDefinitions,
  code: string,
): string {
  const outline = areas.find((area) => area.code === code)?.outline;
  return partHash({ code, outline, asked: areaItem === undefined ? null : items.withoutAreas(areaItem) });
}
