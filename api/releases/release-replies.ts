import * as v from 'valibot';
import { hash, listOf, moment, texts } from '../http/reply-schema.ts';

export const publishedReply = v.strictObject({ hash, number: v.number() });

export const releasesReply = listOf(
  v.strictObject({
    hash,
    wave: v.string(),
    number: v.number(),
    publishedAt: moment,
    title: texts,
    period: v.string(),
  }),
);

const figures = {
  programme: v.looseObject({ name: v.string() }),
  wave: v.looseObject({ id: v.string(), period: v.string() }),
  figures: listOf(v.looseObject({ statistic: v.string() })),
};

/** What all formats have; the rest is `Release` in core/release/release.ts. Sent byte for byte, as its hash says. */
export const releaseReply = v.pipe(
  v.looseObject({ format: v.string(), number: v.number(), ...figures }),
  v.description('A release: core/release/release.ts says what is in it. The bytes are those the hash names.'),
);

export const estimatesReply = v.pipe(
  v.looseObject({ isFrozen: v.literal(false), ...figures }),
  v.description('As a release, of the answers of now: not frozen, not to be cited.'),
);

export const sealedReply = v.pipe(
  v.looseObject({ format: v.string() }),
  v.description('The release at full precision, or a release of format 1: core/release/sealed-release.ts.'),
);
