import type { Component } from 'svelte';
import Done from './Done.svelte';
import End from './End.svelte';
import NotStored from './NotStored.svelte';
import type { Filling, Shown } from '../Filling.svelte.ts';
import Resume from './Resume.svelte';
import Review from './Review.svelte';
import SectionScreen from './SectionScreen.svelte';
import SentBefore from './SentBefore.svelte';
import SentFromHere from './SentFromHere.svelte';
import Underway from './Underway.svelte';

/** The component of each screen; a screen without one does not compile. */
export const screens: Readonly<Record<Shown['kind'], Component<{ response: Filling }>>> = {
  section: SectionScreen,
  review: Review,
  end: End,
  sending: Underway,
  waiting: Underway,
  resume: Resume,
  sentFromHere: SentFromHere,
  notStored: NotStored,
  done: Done,
  sentBefore: SentBefore,
};
