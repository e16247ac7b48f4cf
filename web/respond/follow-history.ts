import { flushSync } from 'svelte';
import { firstStep, type Step } from '../../core/questionnaire/steps.ts';
import type { Filling } from './Filling.svelte.ts';

/** What the browser's history keeps of one screen. Never answers: they would outlive the form. */
interface Entry {
  readonly step: Step;
  readonly before?: Step;
}

const isSame = (one: Step | undefined, other: Step) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Makes the browser's own Back go one screen back, and lets each new screen begin at its top.
 *
 * @returns what is to be told of each move
 */
export function followHistory(response: Filling): () => void {
  const entry = () => history.state as Entry | null;
  const { address, language, responseId, isLarge } = response.model;
  // The result of a posted form would be posted again on Reload; at its own address it is asked for again.
  const here =
    responseId === undefined ? location.href : `${address}?lang=${language}${isLarge ? '&size=large' : ''}`;
  const first = isAnswering(response) ? response.step : firstStep;
  history.replaceState({ step: first } satisfies Entry, '', here);

  window.addEventListener('popstate', () => {
    const step = entry()?.step;
    if (!step || !isAnswering(response)) return;
    if (isSame(response.step, step)) return;
    response.comeTo(step);
    beginAtTop();
  });

  return () => {
    const { step } = response;
    const left = entry()?.step;
    if (!isAnswering(response) || isSame(left, step)) return beginAtTop();
    if (isSame(entry()?.before, step)) history.back();
    else history.pushState({ step, before: left ?? step } satisfies Entry, '');
    beginAtTop();
    if (step.kind === 'review' && left?.kind === 'section' && left.isCorrection) showPart(left.section);
  };
}

/** Back from a correction one is at the part that was corrected, not at the top of all. */
function showPart(section: number): void {
  const part = document.getElementById(`part-${section}`);
  part?.scrollIntoView();
  part?.querySelector('button')?.focus({ preventScroll: true });
}

/** Whether a screen of the form is shown, to which Back and Forward lead. */
function isAnswering({ shown: { kind } }: Filling): boolean {
  return kind === 'section' || kind === 'review' || kind === 'end' || kind === 'notStored';
}

/** Focus goes to the first thing of the screen, so that it is read out and the next Tab enters the form. */
export function beginAtTop(): void {
  flushSync();
  document.querySelector<HTMLElement>('main [tabindex="-1"]')?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
