import type { RefusalModel } from '../../api/http/pages.ts';
import { wordingIn } from '../wording/residents/wording.ts';

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
  // By an answer or by declining: which of them is not told to whoever holds the address.
  if (problem === 'invitationUsed') return { title: site.usedTitle, text: site.usedText };
  const isUnknown = ['waveUnknown', 'invitationUnknown', 'notFound'].includes(problem);
  return { title: isUnknown ? site.unknownTitle : site.refusedTitle, text: problems[problem] };
}
