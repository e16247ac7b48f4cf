import type { RefusalModel } from '../../api/pages.ts';
import { wordingIn } from '../wording/wording.ts';

/** What the page of a survey says that cannot be filled in: not everything is a fault. */
export function refusalWords({ language, problem, isOver }: RefusalModel): {
  readonly title: string;
  readonly text: string;
} {
  const { site, problems } = wordingIn(language);
  if (problem === 'waveNotOpen' && isOver !== undefined) {
    return isOver
      ? { title: site.overTitle, text: site.overText }
      : { title: site.notBegunTitle, text: site.notBegunText };
  }
  const isUnknown = ['waveUnknown', 'invitationUnknown', 'notFound'].includes(problem);
  const title = isUnknown
    ? site.unknownTitle
    : problem === 'invitationUsed'
      ? site.usedTitle
      : site.refusedTitle;
  return { title, text: problems[problem] };
}
