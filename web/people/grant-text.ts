import { textIn, type Language } from '../../core/questionnaire/local-text.ts';
import type { Grant, Programme } from '../parts/api-client.ts';
import { staffWording } from '../wording/staff/wording.ts';

/** A role and where it holds. Of a programme that is not known to the reader its name stands. */
export function grantText(
  { role, programme }: Grant,
  programmes: readonly Pick<Programme, 'name' | 'title'>[],
  language: Language,
): string {
  const say = staffWording(language);
  const known = programmes.find(({ name }) => name === programme);
  const title = known ? textIn(known.title, language) : programme;
  return say('grant', {
    role: say(`role.${role}`),
    programme: programme === '*' ? say('everyProgramme') : title,
  });
}
