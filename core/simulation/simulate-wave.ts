import { seededRandom, type SeededRandom } from '../numeric/seeded-random.ts';
import type { Answer } from '../questionnaire/answer.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { drawCode, simulateAnswers, type SimulatedPerson } from './simulate-answers.ts';
import type { SimulationProfile } from './simulation-profile.ts';

export type SimulatedWave = SimulationProfile['waves'][number];

export interface SimulatedResponse {
  readonly id: string;
  readonly mode: 'web' | 'interview';
  readonly answers: Readonly<Record<string, Answer>>;
  /** Where the person was sampled; none for who came by the open link. */
  readonly sampledIn?: { readonly area: string; readonly primaryUnit: string; readonly weight: number };
}

/**
 * The responses of one wave: equal numbers invited in every primary unit of every area, and weights that make
 * up for it (people of the area / people invited there). People of one primary unit resemble each other, which
 * is what design effects come from. Who comes by the open link is more of a mind: less content, and younger.
 *
 * The same profile gives the same responses.
 */
export function simulateWave(
  questionnaire: Questionnaire,
  profile: SimulationProfile,
  wave: SimulatedWave,
): readonly SimulatedResponse[] {
  const random = seededRandom(`${profile.seed}/${wave.id}`);
  const areas = Object.entries(profile.areas);
  const invitedPerArea = wave.invited / areas.length;
  const responses: SimulatedResponse[] = [];
  for (const [area, { effect, population }] of areas) {
    for (let unit = 1; unit <= profile.primaryUnitsPerArea; unit++) {
      const primaryUnit = `${area}-${String(unit).padStart(2, '0')}`;
      const unitEffect = profile.betweenPrimaryUnits * random.normal();
      const invited = Math.round(invitedPerArea / profile.primaryUnitsPerArea);
      for (let person = 0; person < invited; person++) {
        const sampledIn = { area, primaryUnit, weight: population / invitedPerArea };
        const base = wave.contentment + effect + unitEffect;
        responses.push({ ...simulatePerson(questionnaire, profile, wave.id, area, base, random), sampledIn });
      }
    }
  }
  for (let person = 0; person < wave.open; person++) {
    const area = areas[random.integer(areas.length)]![0];
    responses.push(simulatePerson(questionnaire, profile, wave.id, area, wave.contentment - 0.6, random));
  }
  return responses;
}

function simulatePerson(
  questionnaire: Questionnaire,
  profile: SimulationProfile,
  wave: string,
  area: string,
  base: number,
  random: SeededRandom,
): SimulatedResponse {
  const mode = random.next() < profile.interviews.share ? 'interview' : 'web';
  const ageProfile = Object.values(profile.items).find((item) => item.kind === 'age');
  const age = ageProfile ? drawCode(ageProfile.weights, random) : '';
  const person: SimulatedPerson = {
    wave,
    area,
    age,
    contentment:
      base +
      (ageProfile?.effects[age] ?? 0) +
      (mode === 'interview' ? profile.interviews.effect : 0) +
      profile.betweenPeople * random.normal(),
  };
  return { id: drawUuid(random), mode, answers: simulateAnswers(questionnaire, profile, person, random) };
}

/** A version 4 UUID from the seeded source: the same again for the same profile. */
function drawUuid(random: SeededRandom): string {
  const digits = Array.from({ length: 32 }, () => random.integer(16).toString(16));
  digits[12] = '4';
  digits[16] = (8 + random.integer(4)).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ]
    .map((group) => group.join(''))
    .join('-');
}
