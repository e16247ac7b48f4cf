import { canonicalJson } from '../../core/canonical-json.ts';
import type { Release as Format1 } from '../../core/release/format-1/format-1.ts';
import { format1Hidden } from '../../core/release/format-1/format-1-hidden.ts';
import { format1Rendered } from '../../core/release/format-1/format-1-rendered.ts';
import type { Release } from '../../core/release/release.ts';
import type { ReadingStorage, StoredRelease } from '../storage/storage.ts';
import { fieldworkOfWave } from '../fieldwork/fieldwork-of-wave.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

type Storage = Pick<
  ReadingStorage,
  'document' | 'waves' | 'invitationBatches' | 'countResponses' | 'responsesByIds' | 'auditBack'
>;

/** A release as readers get it, as JSON. */
export interface ReleaseToRead {
  readonly body: string;
  /** A document of format 1 counts as sealed: these are not the bytes that the hash names, but what may be read of them. */
  readonly isRendered: boolean;
}

/** The document of a release, or a rendering of it where it is of format 1. */
export async function readRelease(storage: Storage, release: StoredRelease): Promise<ReleaseToRead> {
  const body = await documentOf(storage, release.hash);
  const document = JSON.parse(body) as Format1 | Release;
  if (document.format !== 'manyi-release-1') return { body, isRendered: false };
  const wave = (await storage.waves(release.programme)).find(({ id }) => id === release.wave)!;
  // Of a wave of that time, which asked one form.
  const { programme, forms } = await pinnedWave(storage, wave);
  const { comparison } = document;
  const rendered = format1Rendered(document, {
    hash: release.hash,
    programme,
    form: forms[0].form,
    fieldwork: await fieldworkOfWave(storage, wave, programme, []),
    // Whatever it was compared with is of format 1, too.
    ...(comparison ? { hiddenBefore: format1Hidden(await format1Of(storage, comparison.release)) } : {}),
  });
  return { body: canonicalJson(rendered), isRendered: true };
}

async function format1Of(storage: Pick<Storage, 'document'>, hash: string): Promise<Format1> {
  return JSON.parse(await documentOf(storage, hash)) as Format1;
}

async function documentOf(storage: Pick<Storage, 'document'>, hash: string): Promise<string> {
  const body = await storage.document(hash);
  if (body === undefined) throw new Error(`release ${hash} has no document`);
  return body;
}
