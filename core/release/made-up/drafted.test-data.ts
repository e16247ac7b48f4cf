import { contentHash } from '../../content-hash.ts';
import type { Programme } from '../../programme/programme.ts';
import { draftRelease } from '../draft-release.ts';
import type { Release as Format1, ComparisonBreak } from '../format-1.ts';
import type { Release, PublishedChange, TargetResult } from '../release.ts';
import type { SealedRelease } from '../sealed-release.ts';
import { waveColumns, type ResponseRow } from '../wave-columns.ts';

/** A wave drafted: the document that is published, and the same at full precision. */
export interface Drafted {
  readonly programme: Programme;
  readonly release: Release;
  readonly sealed: SealedRelease;
  readonly format1?: Format1;
}

export interface WaveToDraft {
  readonly programme: Programme;
  readonly rows: readonly ResponseRow[];
  readonly period?: string;
  /** Oldest first. */
  readonly earlier?: readonly Drafted[];
  readonly secret?: string;
}

const SECRET = '5ec2e7'.padEnd(64, '0');
const FIELDWORK = {
  outcomes: [],
  reopenedOn: [],
  late: { count: 'under10', areIn: true },
  exclusions: [],
  looks: { count: 0, days: [] },
  deviations: [],
};

/** Drafts as publishing does, whichever format drafting makes. */
export function drafted({
  programme,
  rows,
  period = '2026',
  earlier = [],
  secret = SECRET,
}: WaveToDraft): Drafted {
  const form = programme.forms[0]!;
  const before = earlier.at(-1)?.format1;
  const input = {
    wave: { id: `wave-${period}`, title: programme.title, period, kind: 'survey' },
    number: 1,
    programme,
    form,
    document: contentHash(programme),
    software: 'trial',
    columns: waveColumns(form.questionnaire, rows),
    byChannel: { invitation: rows.length },
    secret,
    fieldwork: FIELDWORK,
    earlier: earlier.map((each) => ({
      hash: contentHash(each.release),
      document: contentHash(each.programme),
      programme: each.programme,
      form: each.programme.forms[0]!,
      sealed: each.sealed,
    })),
    ...(before ? { before: { hash: contentHash(before), release: before } } : {}),
  };
  const made: unknown = draftRelease(input as unknown as Parameters<typeof draftRelease>[0]);
  if (typeof made === 'object' && made !== null && 'sealed' in made) {
    return { programme, ...(made as Pick<Drafted, 'release' | 'sealed'>) };
  }
  const format1 = made as Format1;
  return { programme, format1, ...asFormat2(format1, form.name) };
}

const parts: Record<ComparisonBreak, 'convention' | 'leaves' | 'wording' | 'margins' | 'modeMix'> = {
  conventionChanged: 'convention',
  indexChanged: 'leaves',
  questionsChanged: 'wording',
  weightingChanged: 'margins',
  modeMixChanged: 'modeMix',
};

function asFormat2(old: Format1, form: string): Pick<Drafted, 'release' | 'sealed'> {
  const { comparison, figures } = old;
  const changes = (comparison?.changes ?? []).map((change): PublishedChange => ({
    ...change,
    form,
    family: 1,
  }));
  const targets = old.targets.map(({ verdict, reason, interval, changes: _, ...target }): TargetResult => ({
    ...(target as Omit<TargetResult, 'form' | 'judgement'>),
    form,
    judgement: { verdict, reason, ...(interval ? { interval } : {}) },
  }));
  const rankings = (old.rankings ?? []).map((ranking) => ({ ...ranking, form }));
  const release = {
    ...old,
    format: 'manyi-release-2',
    forms: [
      {
        name: form,
        title: old.method.index.title,
        index: old.method.index,
        convention: old.method.convention,
        alternatives: old.method.alternatives,
        satisfiedFrom: old.method.satisfiedFrom,
      },
    ],
    frames: [],
    nodes: old.nodes.map((node) => ({ ...node, form, frame: 'index' })),
    figures: figures.map((figure) => ({
      ...figure,
      form,
      definition: '',
      cell: 'suppressed' in figure.cell ? { suppressed: 'hidden' } : figure.cell,
    })),
    references: [],
    rankings,
    targets,
    ...(comparison
      ? {
          comparison: {
            ...comparison,
            changes,
            breaks:
              comparison.breaks.length === 0
                ? []
                : [
                    {
                      form,
                      reasons: comparison.breaks.map((each) => parts[each]),
                      figures: figures.map(({ key }) => key),
                    },
                  ],
          },
        }
      : {}),
  } as unknown as Release;
  const sealed = {
    ...old,
    format: 'manyi-release-2-sealed',
    figures: figures.map(({ cell, ...figure }) => ({
      ...figure,
      form,
      definition: { hash: '', parts: {} },
      estimate: 'value' in cell ? cell : { notEstimable: 'noAnswers' },
      standing: 'value' in cell ? cell.standing : 'suppressed',
    })),
    references: [],
    rankings,
    changes,
    targets,
  } as unknown as SealedRelease;
  return { release, sealed };
}
