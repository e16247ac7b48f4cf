import { contentHash } from '../../content-hash.ts';
import { framesOf, type Frame } from '../../programme/frames.ts';
import type { Programme } from '../../programme/programme.ts';
import { makeRelease } from '../make/make-release.ts';
import type { MadeRelease, WaveToRelease } from '../make/wave-to-release.ts';
import { waveColumns, type ResponseRow } from '../measure/wave-columns.ts';

/** A wave drafted: the document that is published, and the same at full precision. */
export interface Drafted extends MadeRelease {
  readonly programme: Programme;
  readonly shares: Shares;
}
/** Of the residents, by form, where there are several. */
export type Shares = Readonly<Record<string, number>>;

export interface WaveToDraft {
  readonly programme: Programme;
  readonly rows: readonly ResponseRow[];
  readonly shares?: Shares;
  readonly period?: string;
  /** Oldest first. */
  readonly earlier?: readonly Drafted[];
  readonly secret?: string;
  /** Earlier releases of this very wave. */
  readonly before?: readonly Drafted[];
}

const SECRET = '5ec2e7'.padEnd(64, '0');
const FIELDWORK: WaveToRelease['fieldwork'] = {
  outcomes: [],
  reopenedOn: [],
  late: { count: 'under10', areIn: true },
  exclusions: [],
  looks: { count: 0, days: [] },
  deviations: [],
};

/** Drafts as publishing does. */
export function drafted({
  programme,
  rows,
  shares = {},
  period = '2026',
  earlier = [],
  secret = SECRET,
  before = [],
}: WaveToDraft): Drafted {
  const draft = makeRelease({
    wave: { id: `wave-${period}`, title: programme.title, period, kind: 'survey' },
    number: before.length + 1,
    programme,
    frames: framesOf(programme, shares).map((frame) => ({
      ...frame,
      columns: waveColumns(frame.form.questionnaire, rowsOf(frame, rows)),
    })),
    document: contentHash(programme),
    software: 'trial',
    byChannel: { invitation: rows.length },
    secret,
    fieldwork: FIELDWORK,
    before: before.map((made) => ({ release: made.release, made })),
    earlier: earlier.map((each) => ({
      hash: contentHash(each.release),
      document: contentHash(each.programme),
      frames: framesOf(each.programme, each.shares),
      sealed: each.sealed,
    })),
  });
  return { programme, shares, ...draft };
}

function rowsOf({ forms }: Frame, rows: readonly ResponseRow[]): readonly ResponseRow[] {
  const asked = new Set(forms.map(({ questionnaire }) => contentHash(questionnaire)));
  return rows.filter(({ form }) => form === undefined || asked.has(form));
}
