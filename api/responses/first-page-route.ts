import { Hono } from 'hono';
import { firstStep } from '../../core/questionnaire/steps.ts';
import type { Deps, Env } from '../deps.ts';
import { createKeptPages } from '../http/kept-pages.ts';
import { Problem } from '../problems.ts';
import { languageOf } from '../http/language-of.ts';
import { formToFill, sizeOf } from './form-to-fill.ts';

/**
 * The first page of a survey's open link, the same bytes for everyone. Whether the wave is open is looked at each time:
 * it may have been closed on another node. What is not to be handed out goes on to the routes behind, which say why.
 */
export function firstPageRoute(deps: Deps) {
  const kept = createKeptPages();
  return new Hono<Env>().get('/s/:wave', async (c, next) => {
    const language = languageOf(c.req.query('lang'));
    const form = await formToFill(deps, c.req.param('wave'), language, undefined).catch((error: unknown) => {
      if (error instanceof Problem) return undefined;
      throw error;
    });
    if (!form) return next();
    const { questionnaire, ...rest } = { ...form, ...sizeOf(c.req.query('size')) };
    return kept.reply(c, rest, () =>
      deps.pages.respond({ ...rest, questionnaire, screen: firstStep, answers: {}, issues: [] }),
    );
  });
}
