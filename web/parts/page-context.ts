import { createContext } from 'svelte';
import type { Language } from '../../core/questionnaire/local-text.ts';
import type { Programme, SignedIn } from './api-client.ts';

/** What every part of a staff page may need: the reader's language, who is signed in, what there is. */
export interface PageContext {
  readonly language: Language;
  readonly signedIn: SignedIn;
  readonly programmes: readonly Programme[];
}

export const [pageContext, setPageContext] = createContext<PageContext>();
