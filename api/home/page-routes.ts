import { Hono, type Context } from 'hono';
import { beginningOf } from '../../core/questionnaire/beginning-of.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';
import type { Deps, Env } from '../deps.ts';
import { createKeptPages } from '../http/kept-pages.ts';
import type { HomeModel, Page } from '../http/pages.ts';
import type { Wave } from '../storage/storage.ts';
import { languageOf } from '../http/language-of.ts';

/** Pages that are not a survey: the list of open surveys, and the staff application. */
export function pageRoutes(deps: Deps) {
  const show = (c: Context, page: Page) => {
    c.header('content-security-policy', page.contentSecurityPolicy);
    c.header('cache-control', 'no-cache');
    return c.html(page.html);
  };
  const kept = createKeptPages();
  const staff = (c: Context) => show(c, deps.pages.staff(languageOf(c.req.query('lang'))));
  const routes = new Hono<Env>().get('/', async (c) => {
    const open = (await deps.storage.waves()).filter(
      (wave) => wave.state === 'open' && wave.openLink !== 'off',
    );
    const surveys = await Promise.all(open.map((wave) => surveyOf(deps, wave)));
    const language = languageOf(c.req.query('lang'));
    const model = { language, isDemonstration: deps.isDemonstration, surveys };
    return kept.reply(c, model, () => deps.pages.home(model));
  });
  for (const path of deps.pages.staffPaths) routes.on('GET', [path, `${path}/`], staff);
  for (const { from, to } of deps.pages.movedPaths) {
    routes.get(from, (c) => c.redirect(filledIn(to, c.req.param()) + new URL(c.req.url).search, 301));
  }
  return routes;
}

/** An address with the names of another in it, escaped as that one had them. */
function filledIn(path: string, names: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(names[name] ?? ''));
}

async function surveyOf(deps: Deps, wave: Wave): Promise<HomeModel['surveys'][number]> {
  const { forms, programme } = await pinnedWave(deps.storage, wave);
  const { from, minutes } = beginningOf(forms.map(({ form }) => form.questionnaire));
  return { wave: wave.id, title: wave.title, from, minutes, isSimulated: programme.isSimulated };
}
