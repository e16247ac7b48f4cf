import type { Component } from 'svelte';
import Done from './Done.svelte';
import End from './End.svelte';
import NotStored from './NotStored.svelte';
import type { Response, Shown } from './Response.svelte.ts';
import Review from './Review.svelte';
import Underway from './Underway.svelte';

export type LaterScreens = Readonly<
  Record<Exclude<Shown['kind'], 'section'>, Component<{ response: Response }>>
>;

/** Every screen but those that ask. The phone fetches them while the first questions are being answered. */
export const laterScreens: LaterScreens = {
  review: Review,
  end: End,
  sending: Underway,
  waiting: Underway,
  notStored: NotStored,
  done: Done,
};
