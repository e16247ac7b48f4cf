import { canonicalJson } from '../../core/canonical-json.ts';
import { contentHash, hashText } from '../../core/content-hash.ts';
import { framesOf, type Frame } from '../../core/programme/frames.ts';
import type { Form, Programme } from '../../core/programme/programme.ts';
import { textItemsOf } from '../keys/response-hashes.ts';
import { Problem } from '../problems.ts';
import type { Storage, StoredDocument, Wave } from '../storage/storage.ts';

/**
 * What a wave measures with, frozen: questionnaire, index tree, targets, areas and settings as they were.
 * Later edits of the files in `surveys/` change nothing for it.
 */
export interface PinnedWave {
  readonly hash: string;
  readonly programme: Programme;
  /** What it is estimated by. */
  readonly frames: readonly Frame[];
  /** The form of the wave, with the hash that travels with each response. */
  readonly form: Form;
  readonly questionnaireHash: string;
  /** Items of the form whose answers are free texts. */
  readonly textItems: ReadonlySet<string>;
}

const FORMAT = 'manyi-wave-1';

/** The document of a wave that asks one form of the programme. */
export function documentOf(programme: Programme, form: string): StoredDocument {
  const forms = programme.forms.filter((each) => each.name === form);
  const targets = programme.targets.filter((target) => target.measure.form === form);
  const body = canonicalJson({ format: FORMAT, programme: { ...programme, forms, targets } });
  return { hash: hashText(body), body };
}

const mostRemembered = 64;
const remembered = new Map<string, PinnedWave>();

/** Reads what a wave was created or opened with. Documents never change, so they are remembered by hash. */
export async function pinnedWave(storage: Pick<Storage, 'document'>, wave: Wave): Promise<PinnedWave> {
  const hash = wave.document;
  if (hash === undefined) throw new Problem('wrongWaveState');
  const known = remembered.get(hash);
  if (known) return known;
  const body = await storage.document(hash);
  if (body === undefined) throw new Error(`wave ${wave.id} refers to document ${hash}, which is not stored`);
  const { programme } = JSON.parse(body) as { readonly programme: Programme };
  const [form] = programme.forms;
  if (!form) throw new Error(`document ${hash} holds no form`);
  const pinned = {
    hash,
    programme,
    frames: framesOf(programme),
    form,
    questionnaireHash: contentHash(form.questionnaire),
    textItems: textItemsOf(form.questionnaire),
  };
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!);
  remembered.set(hash, pinned);
  return pinned;
}

export async function existingWave(storage: Storage, id: string): Promise<Wave> {
  const wave = await storage.wave(id);
  if (!wave) throw new Problem('waveUnknown');
  return wave;
}
