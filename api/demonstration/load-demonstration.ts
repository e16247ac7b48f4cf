import { commandLine } from '../access/audit-event.ts';
import type { SimulationProfile } from '../../core/simulation/simulation-profile.ts';
import {
  simulateWave,
  type SimulatedResponse,
  type SimulatedWave,
} from '../../core/simulation/simulate-wave.ts';
import { issueInvitations } from '../fieldwork/issue-invitations.ts';
import { closeWave, createWave, openWave } from '../fieldwork/move-wave.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { recordResponse } from '../responses/record-response.ts';
import type { Deps } from '../deps.ts';

const DAY = 24 * 60 * 60_000;
/** Enough for full batches, and fewer than the intake lets wait. */
const AT_ONCE = 512;

/**
 * Fills an empty database with simulated waves, by the ways real ones take: waves are created and opened,
 * invitations issued, every response passes the same check and the same gate, releases are published.
 * Only the clock is turned back.
 */
export async function loadDemonstration(
  deps: Deps,
  programme: string,
  profile: SimulationProfile,
  report: (sentence: string) => void,
): Promise<void> {
  const today = deps.clock();
  for (const wave of profile.waves) {
    if (await deps.storage.wave(wave.id)) continue;
    const opened = { ...deps, clock: () => today - wave.openedDaysAgo * DAY };
    await createWave(
      opened,
      {
        id: wave.id,
        programme,
        title: wave.title,
        period: wave.period,
        form: profile.form,
      },
      commandLine,
    );
    await openWave(opened, wave.id, commandLine);
    const count = await answerWave(opened, profile, wave);
    if (wave.closedDaysAgo === undefined) {
      report(`${wave.id}: ${count} simulated responses, still open`);
      continue;
    }
    const closed = { ...deps, clock: () => today - (wave.closedDaysAgo ?? 0) * DAY };
    await closeWave(closed, wave.id, commandLine);
    await publishRelease(closed, await existingWave(deps.storage, wave.id), commandLine, {
      endGrace: true,
    });
    report(`${wave.id}: ${count} simulated responses, published`);
  }
}

async function answerWave(deps: Deps, profile: SimulationProfile, wave: SimulatedWave): Promise<number> {
  const { forms } = await pinnedWave(deps.storage, await existingWave(deps.storage, wave.id));
  const [{ form, hash: questionnaireHash }] = forms;
  const responses = simulateWave(form.questionnaire, profile, wave);
  const tokens = await invite(deps, wave.id, responses);
  const record = async ({ id, mode, answers, sampledIn }: SimulatedResponse) => {
    const invitation = sampledIn && tokens.get(sampledIn.primaryUnit)!.pop()!;
    await recordResponse(deps, wave.id, id, {
      questionnaire: questionnaireHash,
      language: 'zh-Hans',
      mode,
      answers,
      ...(invitation === undefined ? {} : { invitation }),
    });
  };
  for (let first = 0; first < responses.length; first += AT_ONCE) {
    await Promise.all(responses.slice(first, first + AT_ONCE).map(record));
  }
  return responses.length;
}

/** A batch of invitations for each primary unit, and a few that nobody used. */
async function invite(deps: Deps, wave: string, responses: readonly SimulatedResponse[]) {
  const tokens = new Map<string, string[]>();
  const sampled = responses.flatMap(({ sampledIn }) => sampledIn ?? []);
  for (const primaryUnit of new Set(sampled.map((each) => each.primaryUnit))) {
    const people = sampled.filter((each) => each.primaryUnit === primaryUnit);
    const { area, weight } = people[0]!;
    const issued = await issueInvitations(
      deps,
      {
        wave,
        name: primaryUnit,
        stratum: area,
        primaryUnit,
        weight,
        count: Math.ceil(people.length * 1.4),
      },
      commandLine,
    );
    tokens.set(primaryUnit, [...issued.tokens]);
  }
  return tokens;
}
