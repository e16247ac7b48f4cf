/** So long a tap may still belong to the screen before: people with stiff hands tap twice. */
export const SETTLING_MILLISECONDS = 1000;

/**
 * Whether a press of a button was meant for what now stands under the finger. The second tap of two is not, nor
 * is one that follows a new screen at once, unless something was answered on it in between. Keys are always
 * meant: the focus has left the button they pressed.
 *
 * @param press a click; `detail` counts taps and is 0 for keys, `timeStamp` is when the finger came down
 * @param sinceMilliseconds when the screen came, or `undefined` once something on it was answered
 */
export function isMeant(
  press: Pick<MouseEvent, 'detail' | 'timeStamp'>,
  sinceMilliseconds: number | undefined,
): boolean {
  if (press.detail === 0) return true;
  if (press.detail > 1) return false;
  return sinceMilliseconds === undefined || press.timeStamp - sinceMilliseconds >= SETTLING_MILLISECONDS;
}
