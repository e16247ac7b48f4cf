import { Hono } from 'hono';
import type { Deps, Env } from '../deps.ts';
import { hasBeenOpen, rememberedWave } from '../fieldwork/remembered-waves.ts';
import { described } from '../http/described.ts';
import { json } from '../http/json-reply.ts';
import { Problem } from '../problems.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';
import { formReply } from './response-replies.ts';

/** What stands under a hash never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What a form of a wave asks, for the phone that was drawn to it and knows its hash from the first page. */
export function questionnaireOfHashRoute({ storage }: Pick<Deps, 'storage'>) {
  return new Hono<Env>().get(
    '/waves/:wave/questionnaires/:hash',
    described('One questionnaire of a wave, by its hash', { 200: formReply }, { isPublic: true }),
    async (c) => {
      const { wave: id, hash } = c.req.param();
      const wave = await rememberedWave(storage, id);
      if (!wave || !hasBeenOpen(wave)) throw new Problem('waveUnknown');
      const asked = (await pinnedWave(storage, wave)).formByHash(hash);
      if (!asked) throw new Problem('notFound');
      c.header('cache-control', FOR_EVER);
      return json(c, { hash, questionnaire: asked.form.questionnaire });
    },
  );
}
