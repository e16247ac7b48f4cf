/** What the phone does not need for the first questions: one file, fetched while they are being answered. */
export { laterScreens } from './later-screens.ts';
export { startSending } from './start-sending.ts';
