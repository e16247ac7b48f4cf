import type {
  BreakReason,
  Fieldwork,
  FigureReference,
  PublishedChange,
  PublishedFigure,
  Release,
  ReleaseNode,
  TargetResult,
} from '../../../core/release/release.ts';
import type { Published } from './published.ts';

interface SampleOptions {
  readonly comparedWith?: string;
  /** Reasons why lines of all indices end before this wave. */
  readonly breaks?: readonly BreakReason[];
  /** Names of nodes the reasons hold for; all without it. */
  readonly brokenNodes?: readonly string[];
  readonly figures?: readonly PublishedFigure[];
  readonly references?: readonly FigureReference[];
  readonly targets?: readonly TargetResult[];
  readonly fieldwork?: Fieldwork;
}

const text = (chinese: string, english = chinese) => ({ 'zh-Hans': chinese, en: english });

/** Nothing happened. */
export const quietFieldwork: Fieldwork = {
  outcomes: [],
  reopenedOn: [],
  late: { count: 0, areIn: true },
  exclusions: [],
  looks: { count: 0, days: [] },
  deviations: [],
};

/** A small release for tests: an overall index of two dimensions and one area. */
export function releaseOf(period: string, overall: number, options: SampleOptions = {}): Release {
  const { comparedWith, breaks = [], targets = [] } = options;
  const broken = breaks.length === 0 ? [] : (options.brokenNodes ?? Object.keys(names));
  const changes = [
    changeOf('overall', 'rose', 1),
    changeOf('product', 'noDetectableChange', 3),
    changeOf('service', 'rose', 3),
  ].filter(({ key }) => !broken.includes(key.slice('index/'.length)));
  return {
    format: 'manyi-release-2',
    programme: { name: 'district', title: text('示范区', 'Model District'), isSimulated: true },
    wave: { id: period, title: text(`${period}年`, period), period, kind: 'survey' },
    number: 1,
    provenance: { document: 'd0', responses: 'r0', software: '0.1.0', sealed: 's0' },
    method: {
      confidenceLevel: 0.95,
      minimumCell: 10,
      isProbabilitySample: true,
      weighting: { rakedTo: [], leftOut: [] },
      families:
        comparedWith === undefined
          ? []
          : [
              { number: 1, tests: 1 },
              { number: 3, tests: 2 },
            ],
    },
    forms: [
      {
        name: 'short',
        title: text('短问卷', 'Short form'),
        index: { name: 'short', title: text('满意度指数', 'Satisfaction index') },
        convention: { kind: 'linear', text: text('(x − 1) ÷ 9 × 100') },
        alternatives: [],
        satisfiedFrom: 7,
      },
    ],
    frames: [{ name: 'short', title: text('满意度指数', 'Satisfaction index'), form: 'short' }],
    sample: {
      responses: 2400,
      byChannel: { invitation: 2400 },
      byMode: { web: 2400 },
      flagged: 0,
      strata: 6,
      primaryUnits: 60,
    },
    fieldwork: options.fieldwork ?? quietFieldwork,
    areas: [{ code: 'songyue', name: text('松月街道', 'Songyue') }],
    nodes: [node('overall'), node('product', 'overall'), node('service', 'overall')],
    indicators: [],
    figures: [
      indexFigure('overall', overall),
      indexFigure('product', round(overall + 1)),
      indexFigure('service', round(overall - 1)),
      ...(options.figures ?? []),
    ].map((figure) =>
      broken.includes(figure.subject) ? { ...figure, definition: `${figure.definition}-${period}` } : figure,
    ),
    references: options.references ?? [],
    rankings: [],
    ...(comparedWith === undefined
      ? {}
      : {
          comparison: {
            wave: comparedWith,
            waveTitle: text(`${comparedWith}年`, comparedWith),
            period: comparedWith,
            release: `hash-${comparedWith}`,
            breaks:
              broken.length === 0
                ? []
                : [{ form: 'short', reasons: breaks, figures: broken.map((name) => `index/${name}`) }],
            changes,
          },
        }),
    targets,
    departments: [{ code: 'commerce', name: text('商务委', 'Commerce') }],
  };
}

export function published(release: Release): Published {
  return { hash: `hash-${release.wave.id}`, release };
}

/** With the digits an error of 0.66 leaves. */
export function indexFigure(subject: string, value: number, area?: string): PublishedFigure {
  return {
    form: 'short',
    key: `index/${subject}${area === undefined ? '' : `@${area}`}`,
    statistic: 'index',
    subject,
    ...(area === undefined ? {} : { area }),
    unit: 'points',
    definition: `definition-of-${subject}`,
    cell: {
      value,
      standing: 'full',
      standardError: 0.66,
      interval: [round(value - 1.3), round(value + 1.3)],
      n: 2400,
    },
  };
}

export function changeOf(
  subject: string,
  word: PublishedChange['word'],
  family: PublishedChange['family'],
): PublishedChange {
  return {
    form: 'short',
    key: `index/${subject}`,
    family,
    difference: word === 'rose' ? 1.8 : 0.3,
    standardError: 0.6,
    interval: word === 'rose' ? [0.6, 3] : [-0.9, 1.5],
    degreesOfFreedom: 30,
    pValue: 0.01,
    adjustedPValue: 0.01,
    word,
    isRawOnly: false,
    detectable: 1.7,
  };
}

/** A target on a level of the overall index. */
export function levelTarget(judgement: TargetResult['judgement']): TargetResult {
  return {
    name: 'T1',
    text: text('满意度达到80', 'at least 80'),
    departments: ['commerce'],
    operator: { kind: 'atLeast', threshold: 80 },
    form: 'short',
    figure: 'index/overall',
    judgement,
  };
}

const names = { overall: text('质量满意度'), product: text('产品质量'), service: text('服务质量') };

function node(name: keyof typeof names, parent?: string): ReleaseNode {
  return {
    form: 'short',
    frame: 'short',
    name,
    ...(parent === undefined ? {} : { parent }),
    title: names[name],
    weight: parent === undefined ? 1 : 0.5,
    isDiagnostic: false,
    lead: [],
    support: [],
    leftOut: [],
  };
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
