import { Hono } from 'hono';
import * as v from 'valibot';
import { firstLanguage } from '../../core/questionnaire/local-text.ts';
import type { Deps, Env } from '../deps.ts';
import { queryOf } from '../http/body.ts';
import { described } from '../http/described.ts';
import { createKeptPages } from '../http/kept-pages.ts';
import { questionnaireReply } from './response-replies.ts';
import { formToFill } from './form-to-fill.ts';

const wanted = v.object({
  invitation: v.pipe(
    v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
    v.description('where the wave is asked by invitation only'),
  ),
});

/**
 * What is asked in a wave that is open, for programs that ask it themselves. As the first page it is the same for
 * everyone; a questionnaire never changes under its hash, which is its tag.
 */
export function questionnaireRoute(deps: Deps) {
  const kept = createKeptPages();
  return new Hono<Env>().get(
    '/waves/:wave/questionnaire',
    described(
      'The questionnaire of an open wave, with the hash a response names',
      { 200: questionnaireReply },
      { isPublic: true },
    ),
    queryOf(wanted),
    async (c) => {
      const { invitation } = c.req.valid('query');
      const { wave, isSimulated, questionnaire, questionnaireHash, forms } = await formToFill(
        deps,
        c.req.param('wave'),
        firstLanguage,
        invitation,
      );
      const reply = {
        wave: wave.id,
        title: wave.title,
        isSimulated,
        hash: questionnaireHash,
        ...(forms ? { forms } : {}),
        questionnaire,
      };
      const key = [wave.id, questionnaireHash];
      return kept.replyJson(c, key, () => Promise.resolve(reply), questionnaireHash);
    },
  );
}
