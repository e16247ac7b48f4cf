import { outcomeRates } from '../../core/judgement/outcome-rates.ts';
import type { Programme } from '../../core/programme/programme.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { roundedCount } from '../../core/release/print/printed-cell.ts';
import { exclusionReasons, type Deviation, type Fieldwork } from '../../core/release/release.ts';
import { localDay } from '../programmes/local-day.ts';
import type { ReadingStorage, ResponseCount, Wave } from '../storage/storage.ts';
import type { ConfirmedExclusion } from '../exclusions/confirmed-exclusions.ts';

/** What a release says of what happened, save what only the figures show. */
export type FieldworkFacts = Omit<Fieldwork, 'headlineBeforeExclusions'>;

type Storage = Pick<ReadingStorage, 'invitationBatches' | 'countResponses' | 'responsesByIds' | 'auditBack'>;

/** More of one kind a wave does not have: somebody looks at most six times an hour. */
const MOST_ENTRIES = 100_000;

/**
 * What happened in a wave, from what is stored and from the audit chain (rule 35). Counts are those of a release: in fives,
 * and nothing below 10. Days are in the programme's zone. Of a wave that is not sealed nothing is told of what became of its
 * invitations: those answers are held.
 *
 * @param exclusions those the release goes without
 */
export async function fieldworkOfWave(
  storage: Storage,
  wave: Wave,
  { settings, timeZone }: Programme,
  exclusions: readonly ConfirmedExclusion[],
): Promise<FieldworkFacts> {
  const counts = await storage.countResponses(wave.id);
  const dayOf = (at: number) => localDay(at, timeZone);
  const entries = async (action: 'estimatesViewed' | 'waveReopened') =>
    (await storage.auditBack({ action, subjects: [wave.id] }, MOST_ENTRIES)).map(({ at }) => at).reverse();
  const reopenedOn = (await entries('waveReopened')).map(dayOf);
  const isSurvey = wave.kind === 'survey';
  const looks = isSurvey
    ? (await entries('estimatesViewed')).filter((at) => at < (wave.sealedAt ?? Infinity))
    : [];
  const { stoppingRule } = settings.plan as { readonly stoppingRule?: LocalText };
  const late = sumOf(counts, ({ isLate, disposition }) => isLate && disposition === 'complete');
  return {
    ...(isSurvey ? await outcomesOf(storage, wave, counts, exclusions) : { outcomes: [] }),
    ...(wave.openedAt === undefined ? {} : { openedOn: dayOf(wave.openedAt) }),
    ...(wave.plannedEnd === undefined ? {} : { plannedEnd: wave.plannedEnd }),
    ...(isSurvey && wave.closedAt !== undefined ? { closedOn: dayOf(wave.closedAt) } : {}),
    ...(wave.sealedAt === undefined ? {} : { sealedOn: dayOf(wave.sealedAt) }),
    reopenedOn,
    ...(stoppingRule ? { stoppingRule } : {}),
    late: { count: roundedCount(late), areIn: settings.lateAnswers !== 'out' },
    exclusions: exclusionReasons.flatMap((reason) => {
      const count = exclusions
        .filter((each) => each.reason === reason)
        .reduce((sum, { responses }) => sum + responses.length, 0);
      return count === 0 ? [] : [{ reason, count: roundedCount(count) }];
    }),
    looks: { count: looks.length, days: [...new Set(looks.map(dayOf))].sort() },
    deviations: isSurvey ? deviationsOf(wave, settings, counts, exclusions, dayOf, reopenedOn.length) : [],
  };
}

/**
 * Complete / (issued - ineligible): invitations that were not used count as eligible, for nobody notes who was reached and
 * who was not; answers that are left out count as not complete.
 */
const RESPONSE_RATE = 'AAPOR RR1';

/** What became of the invitations; none where none were issued. */
async function outcomesOf(
  storage: Storage,
  wave: Wave,
  counts: readonly ResponseCount[],
  exclusions: readonly ConfirmedExclusion[],
): Promise<Pick<FieldworkFacts, 'issued' | 'outcomes' | 'responseRate'>> {
  const batches = await storage.invitationBatches(wave.id);
  const issued = batches.reduce((sum, batch) => sum + batch.issued, 0);
  if (issued === 0) return { outcomes: [] };
  if (wave.sealedDigest === undefined) return { issued: roundedCount(issued), outcomes: [] };
  const of = (disposition: ResponseCount['disposition']) =>
    sumOf(counts, (each) => each.channel === 'invitation' && each.disposition === disposition);
  const excluded = { ineligible: 0, other: 0 };
  for (const { reason, responses } of exclusions) {
    const invited = (await storage.responsesByIds(wave.id, responses)).filter(
      ({ channel, disposition }) => channel === 'invitation' && disposition === 'complete',
    );
    excluded[reason === 'ineligible' ? 'ineligible' : 'other'] += invited.length;
  }
  const complete = of('complete') - excluded.ineligible - excluded.other;
  const ineligible = of('ineligible') + excluded.ineligible;
  const refusal = of('refusal');
  const notUsed = issued - complete - ineligible - refusal - excluded.other;
  const [rate] = outcomeRates(
    {
      complete,
      partial: 0,
      refusal,
      noContact: 0,
      other: excluded.other,
      unknownHousehold: 0,
      unknownOther: notUsed,
    },
    1,
  ).response;
  const outcomes = { complete, refusal, ineligible, excluded: excluded.other, notUsed };
  return {
    issued: roundedCount(issued),
    outcomes: Object.entries(outcomes).map(([outcome, count]) => ({ outcome, count: roundedCount(count) })),
    // A few would be told by their share.
    ...(complete >= 10 && notUsed + refusal + excluded.other >= 10
      ? { responseRate: { value: Math.round(100 * rate) / 100, definition: RESPONSE_RATE } }
      : {}),
  };
}

function deviationsOf(
  wave: Wave,
  { plan }: Programme['settings'],
  counts: readonly ResponseCount[],
  exclusions: readonly ConfirmedExclusion[],
  dayOf: (at: number) => string,
  times: number,
): readonly Deviation[] {
  const deviations: Deviation[] = [];
  const { plannedEnd: planned, closedAt } = wave;
  const actual = closedAt === undefined ? undefined : dayOf(closedAt);
  if (planned !== undefined && actual !== undefined && planned !== actual) {
    deviations.push({ kind: 'endMoved', planned, actual });
  }
  if (wave.sealedDigest !== undefined) {
    const excluded = exclusions.reduce((sum, { responses }) => sum + responses.length, 0);
    const complete =
      sumOf(counts, ({ channel, disposition }) => channel !== 'open' && disposition === 'complete') -
      excluded;
    if (complete < plan.sampleSize) {
      const rounded = 5 * Math.round(plan.sampleSize / 5);
      deviations.push({ kind: 'sampleBelowPlan', planned: rounded, actual: roundedCount(complete) });
    }
  }
  if (times > 0) deviations.push({ kind: 'reopened', times });
  return deviations;
}

function sumOf(counts: readonly ResponseCount[], isMeant: (count: ResponseCount) => boolean): number {
  return counts.reduce((sum, each) => (isMeant(each) ? sum + each.count : sum), 0);
}
