import type { SeededRandom } from '../numeric/seeded-random.ts';
import type { Answer, MissingReason } from '../questionnaire/answer.ts';
import { missingReasons } from '../questionnaire/answer.ts';
import type { Item } from '../questionnaire/question-types/question-types.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { followRoute } from '../questionnaire/routing.ts';
import type { ItemProfile, SimulationProfile } from './simulation-profile.ts';

export interface SimulatedPerson {
  readonly wave: string;
  readonly area: string;
  /** In points of a rating: wave, area, primary unit, person and mode together. */
  readonly contentment: number;
  readonly age: string;
}

/**
 * The answers one simulated person gives, asked as a real one is: an item is answered when the route leads to
 * it. Items without a profile are left out, so the result passes `checkResponse` if they are not required.
 */
export function simulateAnswers(
  questionnaire: Questionnaire,
  profile: SimulationProfile,
  person: SimulatedPerson,
  random: SeededRandom,
): Readonly<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  const asked = new Set<string>();
  for (;;) {
    const open = followRoute(questionnaire, answers).items.filter((item) => !asked.has(item.name));
    const [next] = open;
    if (!next) return answers;
    // Nothing in a section changes what was asked before it, so a section is answered in one go.
    const section = questionnaire.sections.find(({ items }) => items.includes(next))!;
    for (const item of open.filter((each) => section.items.includes(each))) {
      asked.add(item.name);
      const itemProfile = profile.items[item.name];
      const answer = itemProfile && simulateAnswer(item, itemProfile, person, random);
      if (answer !== undefined) answers[item.name] = answer;
    }
  }
}

function simulateAnswer(
  item: Item,
  profile: ItemProfile,
  person: SimulatedPerson,
  random: SeededRandom,
): Answer | undefined {
  const reason = 'missing' in profile ? drawMissing(profile.missing, random) : undefined;
  if (reason) return { missing: reason };
  switch (profile.kind) {
    case 'rating': {
      if (item.type !== 'rating') return undefined;
      const { lowest, highest } = item.scale;
      const mean = profile.mean + (profile.byWave?.[person.wave] ?? 0) + profile.pull * person.contentment;
      return Math.min(highest, Math.max(lowest, Math.round(mean + profile.spread * random.normal())));
    }
    case 'choice':
      return drawCode(tilted(profile.weights, profile.tilt, person.contentment), random);
    case 'choices': {
      const codes = Object.entries(profile.chances)
        .filter(([, chance]) => random.next() < chance)
        .map(([code]) => code)
        .slice(0, profile.most);
      return codes.length > 0 ? codes : profile.none === undefined ? undefined : [profile.none];
    }
    case 'area':
      return person.area;
    case 'age':
      return person.age;
    case 'text':
      return random.next() < profile.chance ? profile.texts[random.integer(profile.texts.length)] : undefined;
  }
}

function drawMissing(
  shares: Partial<Record<MissingReason, number>> | undefined,
  random: SeededRandom,
): MissingReason | undefined {
  if (!shares) return undefined;
  let point = random.next();
  return missingReasons.find((reason) => (point -= shares[reason] ?? 0) < 0);
}

function tilted(
  weights: Readonly<Record<string, number>>,
  tilt: Readonly<Record<string, number>> | undefined,
  contentment: number,
): Readonly<Record<string, number>> {
  if (!tilt) return weights;
  return Object.fromEntries(
    Object.entries(weights).map(([code, weight]) => [
      code,
      weight * Math.exp((tilt[code] ?? 0) * contentment),
    ]),
  );
}

/** One of the codes, with chances proportional to the weights. */
export function drawCode(weights: Readonly<Record<string, number>>, random: SeededRandom): string {
  const entries = Object.entries(weights);
  let point = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  const drawn = entries.find(([, weight]) => (point -= weight) < 0) ?? entries.at(-1);
  if (!drawn) throw new Error('drawCode needs at least one code');
  return drawn[0];
}
