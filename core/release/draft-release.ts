import { contentHash } from '../content-hash.ts';
import { conventionKindOf } from '../indices/conventions/conventions.ts';
import { lastDayOf } from '../programme/period.ts';
import { departmentName, type Form, type Programme } from '../programme/programme.ts';
import { figureKey } from './figure-key.ts';
import type { EarlierWave } from './earlier-wave.ts';
import { exactRelease, type ExactRelease } from './exact-release.ts';
import { placedNodes } from '../indices/index-tree.ts';
import type { DisclosureInput } from './reader-system.ts';
import type { TiedRelease } from './ties.ts';
import type { Deviation, Fieldwork, Release, ReleaseForm, ReleaseNode, ReleaseWeighting } from './release.ts';
import {
  renderedAlternatives,
  renderedComparison,
  renderedFigure,
  renderedRanking,
  renderedSample,
  renderedTarget,
} from './render-release.ts';
import type { SealedRelease } from './sealed-release.ts';
import type { WaveColumns } from './wave-columns.ts';

export interface WaveToRelease {
  readonly wave: Release['wave'];
  readonly number: number;
  readonly programme: Programme;
  readonly form: Form;
  /** Hash of the pinned wave document. */
  readonly document: string;
  readonly software: string;
  /** Complete responses of the sample; those of the open link are not among them, nor those that were excluded. */
  readonly columns: WaveColumns;
  /** SHA-256 over all responses of the sample, the excluded ones too; that of `columns` where none was. */
  readonly responses?: string;
  /** Complete responses by channel, the open link included. */
  readonly byChannel: Readonly<Record<string, number>>;
  /** What happened, as far as storage and audit chain tell. */
  readonly fieldwork: Omit<Fieldwork, 'headlineBeforeExclusions'>;
  /** Ids of responses that were excluded, and the answers with them put in again. */
  readonly excluded?: { readonly ids: readonly string[]; readonly columns: WaveColumns };
  /** The waves before with their latest releases, oldest first. */
  readonly earlier: readonly EarlierWave[];
  /** Earlier releases of this very wave: what they hid stays hidden, what they showed cannot be hidden any more. */
  readonly before?: readonly ReleaseBefore[];
  /** 32 random bytes as hexadecimal digits; none for a look at figures that are not frozen. */
  readonly secret?: string;
  /** How often the gate has refused the release with less caution (`MOST_CAUTION` at most): more is hidden then. */
  readonly caution?: number;
  /** Keys of figures that the gate asked to be hidden besides. */
  readonly besides?: readonly string[];
}

/** What a reader can write down, and what is hidden from him. */
export interface DisclosedDraft {
  readonly input: DisclosureInput;
  readonly hidden: ReadonlySet<string>;
  /** Each figure with its respondents: how those of two releases of a wave differ. */
  readonly tied: TiedRelease;
}

/** An earlier release of the wave. */
export interface ReleaseBefore {
  readonly release: Pick<Release, 'figures' | 'references'>;
  /** The same made again, by what was confirmed then; beside a look, which nobody else sees, it is not. */
  readonly made?: Pick<DraftedRelease, 'disclosed'>;
}

export interface DraftedRelease {
  readonly release: Release;
  /** The same at full precision; to be kept under its hash, which the release carries. */
  readonly sealed: SealedRelease;
  /** The gate looks at it before publishing. */
  readonly disclosed?: DisclosedDraft;
}

/**
 * Everything that is published of a wave: responses as columns -> sample design -> figures with errors -> cells hidden ->
 * changes since the wave before -> verdicts on targets, all at full precision -> digits as the errors leave them. Pure:
 * the same input gives the same two documents, byte for byte once they are written as canonical JSON.
 */
export function draftRelease(input: WaveToRelease): DraftedRelease {
  const { programme, columns, wave, number, secret } = input;
  const provenance = {
    document: input.document,
    responses: input.responses ?? columns.digest,
    software: input.software,
  };
  const exact = exactRelease(input);
  const sealed: SealedRelease = {
    format: 'manyi-release-2-sealed',
    secret: secret ?? '',
    programme: programme.name,
    wave,
    number,
    provenance,
    sample: {
      responses: columns.rowCount,
      byChannel: input.byChannel,
      byMode: columns.byMode,
      flagged: columns.isFlagged.reduce((sum, each) => sum + each, 0),
      excluded: input.excluded?.ids ?? [],
    },
    figures: exact.figures,
    references: exact.references,
    rankings: exact.rankings,
    changes: exact.comparison?.changes ?? [],
    targets: exact.targets.map((target) => target.sealed),
    dontKnow: exact.dontKnow,
    ...(input.caution === undefined
      ? {}
      : { asked: { caution: input.caution, besides: [...(input.besides ?? [])] } }),
  };
  return {
    sealed,
    ...(exact.disclosed ? { disclosed: { ...exact.disclosed, hidden: exact.hidden } } : {}),
    release: {
      ...rendered(input, exact, sealed),
      provenance: { ...provenance, ...(secret === undefined ? {} : { sealed: contentHash(sealed) }) },
    },
  };
}

/** The document as everybody may read it. */
function rendered(
  input: WaveToRelease,
  exact: ExactRelease,
  sealed: SealedRelease,
): Omit<Release, 'provenance'> {
  const { programme, form, wave } = input;
  const { settings } = programme;
  const unitOf = (key: string) => exact.figures.find((figure) => figure.key === key)?.unit ?? 'points';
  return {
    format: 'manyi-release-2',
    programme: { name: programme.name, title: programme.title, isSimulated: programme.isSimulated },
    wave,
    number: input.number,
    method: {
      confidenceLevel: settings.confidenceLevel,
      minimumCell: settings.minimumCell,
      isProbabilitySample: settings.isProbabilitySample,
      weighting: exact.weighting,
      families: exact.families,
    },
    forms: [releaseForm(form, exact)],
    frames: [{ name: form.index.name, title: form.index.title, form: form.name }],
    sample: renderedSample(sealed.sample, exact.strata, exact.primaryUnits),
    fieldwork: {
      ...input.fieldwork,
      ...(exact.headlineBeforeExclusions ? { headlineBeforeExclusions: exact.headlineBeforeExclusions } : {}),
      deviations: [...input.fieldwork.deviations, ...deviationsOfWeights(exact.weighting)],
    },
    areas: programme.areas.map(({ code, label }) => ({ code, name: label })),
    nodes: releaseNodes(form, exact.leftOut),
    indicators: form.indicators.map(({ name, title, method }) => ({ form: form.name, name, title, method })),
    figures: exact.figures.map((figure) => renderedFigure(figure, form, exact.thresholds)),
    references: exact.references,
    rankings: exact.rankings.map(renderedRanking),
    ...(exact.comparison ? { comparison: renderedComparison(exact.comparison, unitOf, settings) } : {}),
    targets: exact.targets.map(({ result, withoutFlagged, ...printedBy }) => ({
      ...renderedTarget(result, printedBy),
      ...(withoutFlagged ? { withoutFlagged } : {}),
    })),
    departments: programme.departments.map((department) => ({
      code: department.code,
      name: departmentName(department, lastDayOf(wave.period)),
    })),
  };
}

function deviationsOfWeights({ leftOut, notTrimmedTo }: ReleaseWeighting): readonly Deviation[] {
  const margins = leftOut.map(({ item }): Deviation => ({ kind: 'marginLeftOut', item }));
  return notTrimmedTo === undefined ? margins : [...margins, { kind: 'notTrimmed', bound: notTrimmedTo }];
}

function releaseForm({ name, questionnaire, index }: Form, exact: ExactRelease): ReleaseForm {
  const headline = exact.figures.find(({ key }) => key === figureKey('index', index.root.name));
  return {
    name,
    title: questionnaire.title,
    index: { name: index.name, title: index.title },
    convention: {
      kind: index.convention.kind,
      text: conventionKindOf(index.convention).text(index.convention),
    },
    alternatives: renderedAlternatives(
      exact.alternatives.map(({ convention, value }) => ({
        kind: convention.kind,
        text: conventionKindOf(convention).text(convention),
        value,
      })),
      headline,
    ),
    satisfiedFrom: index.satisfiedFrom,
  };
}

function releaseNodes(
  { name: form, index }: Form,
  leftOut: ReadonlyMap<string, readonly string[]>,
): readonly ReleaseNode[] {
  return placedNodes(index.root).map(({ node, parent }): ReleaseNode => {
    const siblings = (parent?.children ?? []).filter((each) => each.isDiagnostic !== true);
    const isDiagnostic = node.isDiagnostic === true;
    const overallItem = node.overallItem ?? node.item;
    return {
      form,
      frame: index.name,
      name: node.name,
      ...(parent ? { parent: parent.name } : {}),
      title: node.title,
      weight: isDiagnostic ? 0 : node.weight === 'equal' ? 1 / siblings.length : (node.weight ?? 1),
      isDiagnostic,
      ...(node.item === undefined ? {} : { item: node.item }),
      ...(overallItem === undefined ? {} : { overallItem }),
      lead: node.lead ?? [],
      support: node.support ?? [],
      leftOut: leftOut.get(node.name) ?? [],
    };
  });
}
