import * as v from 'valibot';
import { hash, listOf, moment, texts } from '../http/reply-schema.ts';

const wave = {
  id: v.string(),
  programme: v.string(),
  title: texts,
  period: v.string(),
  kind: v.picklist(['survey', 'imported']),
  state: v.picklist(['draft', 'importing', 'open', 'closed', 'published']),
  document: v.exactOptional(hash),
  openedAt: v.exactOptional(moment),
  closedAt: v.exactOptional(moment),
  sealedAt: v.exactOptional(moment),
  plannedEnd: v.exactOptional(v.string()),
  openLink: v.picklist(['on', 'off']),
  openPerMinute: v.number(),
  openInAll: v.exactOptional(v.number()),
  /** Where the open link leads. */
  address: v.string(),
};

export const waveReply = v.strictObject(wave);

export const countedWavesReply = listOf(
  v.strictObject({ ...wave, counts: v.strictObject({ total: v.number(), complete: v.number() }) }),
);

export const waveInFullReply = v.strictObject({
  ...wave,
  /** Of a wave that can be opened again. */
  looksSinceClosing: v.exactOptional(v.strictObject({ estimates: v.number(), exports: v.number() })),
  /** Of a closed wave that is not sealed: whether it could be published. */
  hasEnough: v.exactOptional(v.boolean()),
});

export const countsReply = v.strictObject({
  total: v.number(),
  /** Of a wave that is not sealed those of the open link alone, in whole groups of 20. */
  counts: listOf(
    v.strictObject({
      channel: v.picklist(['invitation', 'open', 'imported']),
      disposition: v.picklist(['complete', 'refusal', 'ineligible']),
      area: v.exactOptional(v.string()),
      isLate: v.boolean(),
      count: v.number(),
    }),
  ),
  /** How many answered by invitation in each stratum, while the wave is not sealed: in whole groups of 20. */
  invited: v.exactOptional(listOf(v.strictObject({ stratum: v.string(), answered: v.number() }))),
});

const batchReply = v.strictObject({
  id: v.string(),
  wave: v.string(),
  name: v.string(),
  stratum: v.string(),
  primaryUnit: v.string(),
  weight: v.number(),
  createdAt: moment,
  issued: v.number(),
  used: v.number(),
});

export const batchesReply = listOf(batchReply);

export const issuedReply = v.strictObject({ batch: batchReply, links: listOf(v.string()) });
