import { createPages } from '../pages.ts';
import type { Page, Pages } from '../../api/http/pages.ts';
import { RESPOND_ENTRY, STAFF_ENTRY } from '../assets.ts';

/** Vite serves the sources themselves, and brings its own style and connection. */
const asTheyAre = (entry: string) => ({ scripts: [`/${entry}`], styleSheets: [] });
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws:";
const follower = '<script type="module" src="/web/development/follow-changes.ts"></script></body>';

/** The pages while one works on them: each follows what is changed in its words and style. */
export function createHotPages(): Pages {
  const pages = createPages({ respond: asTheyAre(RESPOND_ENTRY), staff: asTheyAre(STAFF_ENTRY) });
  const hot =
    <Given extends readonly unknown[]>(draw: (...given: Given) => Page) =>
    (...given: Given): Page => ({
      html: draw(...given).html.replace('</body>', follower),
      contentSecurityPolicy: policy,
    });
  return {
    ...pages,
    home: hot(pages.home),
    respond: hot(pages.respond),
    refusal: hot(pages.refusal),
    staff: hot(pages.staff),
  };
}
