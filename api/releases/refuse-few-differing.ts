import type { Answers } from '../../core/questionnaire/answer.ts';
import { fewDiffering } from '../../core/release/disclose/few-differing.ts';
import { Problem } from '../problems.ts';
import { LEAST_DIFFERENCE, type Storage, type StoredRelease, type Wave } from '../storage/storage.ts';
import { confirmedExclusions } from '../exclusions/confirmed-exclusions.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

/** So many cells are named. */
const MOST_TOLD = 20;

/**
 * Throws where a release of now and an earlier one of the wave would rest on answers that differ by one to nine in a cell.
 * Of a sealed wave only exclusions can move, and none is ever taken back: what differs was excluded since.
 *
 * @param earlier the releases the wave has
 */
export async function refuseFewDiffering(
  storage: Pick<Storage, 'exclusions' | 'responsesByIds' | 'document'>,
  wave: Wave,
  earlier: readonly StoredRelease[],
): Promise<void> {
  const exclusions = await confirmedExclusions(storage, wave.id);
  const { frames } = await pinnedWave(storage, wave);
  for (const { number, exclusions: known = 0 } of earlier) {
    const ids = exclusions.slice(known).flatMap(({ responses }) => responses);
    const responses = await storage.responsesByIds(wave.id, ids);
    const differing = responses.map(({ area, answers }) => ({
      ...(area === undefined ? {} : { area }),
      answers: JSON.parse(answers) as Answers,
    }));
    const cells = frames.flatMap(({ form }) => fewDiffering(form, differing, LEAST_DIFFERENCE));
    if (cells.length === 0) continue;
    throw new Problem('releasesTooClose', {
      details: [
        `release ${number}: fewer than ${LEAST_DIFFERENCE} answers would differ in ${cells.length} cells`,
        ...cells.slice(0, MOST_TOLD).map(({ item, area }) => (area === '' ? item : `${item} @ ${area}`)),
      ],
      parameters: { number, cells: cells.length, least: LEAST_DIFFERENCE },
    });
  }
}
