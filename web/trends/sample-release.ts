import type {
  ComparisonBreak,
  PublishedChange,
  PublishedFigure,
  Release,
  TargetResult,
} from '../../core/release/format-1.ts';
import type { Published } from './published.ts';

interface SampleOptions {
  readonly comparedWith?: string;
  readonly breaks?: readonly ComparisonBreak[];
  readonly figures?: readonly PublishedFigure[];
  readonly targets?: readonly TargetResult[];
}

const text = (chinese: string, english = chinese) => ({ 'zh-Hans': chinese, en: english });

/** A small release for tests: an overall index of two dimensions and one area. */
export function releaseOf(period: string, overall: number, options: SampleOptions = {}): Release {
  const { comparedWith, breaks = [], targets = [] } = options;
  return {
    format: 'manyi-release-1',
    programme: { name: 'district', title: text('示范区', 'Model District'), isSimulated: true },
    wave: { id: period, title: text(`${period}年`, period), period, kind: 'survey' },
    number: 1,
    provenance: { document: 'd0', responses: 'r0', software: '0.1.0' },
    method: {
      index: { name: 'short', title: text('满意度指数', 'Satisfaction index') },
      tree: 't0',
      questions: 'q0',
      convention: { kind: 'linear', text: text('(x − 1) ÷ 9 × 100') },
      alternatives: [],
      satisfiedFrom: 7,
      confidenceLevel: 0.95,
      minimumCell: 10,
      isProbabilitySample: true,
    },
    sample: {
      responses: 2400,
      byChannel: { invitation: 2400 },
      byMode: { web: 2400 },
      flagged: 0,
      strata: 6,
      primaryUnits: 60,
    },
    areas: [{ code: 'songyue', name: text('松月街道', 'Songyue') }],
    nodes: [node('overall'), node('product', 'overall'), node('service', 'overall')],
    indicators: [],
    figures: [
      indexFigure('overall', overall),
      indexFigure('product', overall + 1),
      indexFigure('service', overall - 1),
      ...(options.figures ?? []),
    ],
    ...(comparedWith === undefined
      ? {}
      : {
          comparison: {
            wave: comparedWith,
            waveTitle: text(`${comparedWith}年`, comparedWith),
            period: comparedWith,
            release: `hash-${comparedWith}`,
            breaks,
            changes:
              breaks.length > 0
                ? []
                : [
                    changeOf('overall', 'rose'),
                    changeOf('product', 'noDetectableChange'),
                    changeOf('service', 'rose'),
                  ],
          },
        }),
    targets,
    departments: [{ code: 'commerce', name: text('商务委', 'Commerce') }],
  };
}

export function published(release: Release): Published {
  return { hash: `hash-${release.wave.id}`, release };
}

export function indexFigure(subject: string, value: number, area?: string): PublishedFigure {
  return {
    key: `index/${subject}${area === undefined ? '' : `@${area}`}`,
    statistic: 'index',
    subject,
    ...(area === undefined ? {} : { area }),
    unit: 'points',
    cell: { value, standing: 'full', interval: [value - 1.3, value + 1.3], n: 2400 },
  };
}

function changeOf(subject: string, word: PublishedChange['word']): PublishedChange {
  return {
    key: `index/${subject}`,
    difference: word === 'rose' ? 1.8 : 0.3,
    standardError: 0.6,
    interval: word === 'rose' ? [0.6, 3] : [-0.9, 1.5],
    degreesOfFreedom: 54,
    pValue: 0.01,
    adjustedPValue: 0.01,
    word,
    isRawOnly: false,
    detectable: 1.68,
  };
}

const names = { overall: text('质量满意度'), product: text('产品质量'), service: text('服务质量') };

function node(name: keyof typeof names, parent?: string): Release['nodes'][number] {
  return {
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
