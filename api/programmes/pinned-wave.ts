import { canonicalJson } from '../../core/canonical-json.ts';
import { contentHash, hashText } from '../../core/content-hash.ts';
import type { FormDeclared } from '../../core/programme/new-wave.ts';
import { framesOf, type Frame } from '../../core/programme/frames.ts';
import type { Form, Programme } from '../../core/programme/programme.ts';
import { drawForm } from '../../core/questionnaire/draw-form.ts';
import { textItemsOf } from '../keys/response-hashes.ts';
import { Problem } from '../problems.ts';
import type { Storage, StoredDocument, Wave } from '../storage/storage.ts';

/**
 * What a wave measures with, frozen: questionnaires, index trees, targets, areas and settings as they were.
 * Later edits of the files in `surveys/` change nothing for it.
 */
export interface PinnedWave {
  readonly hash: string;
  readonly programme: Programme;
  /** What it is estimated by. */
  readonly frames: readonly Frame[];
  /** Those it asks, in the order they were declared; a resident gets one of them. */
  readonly forms: readonly [PinnedForm, ...PinnedForm[]];
  /** The form of a response, by the id its sender made. */
  readonly formOf: (responseId: string) => PinnedForm;
  readonly formByHash: (hash: string) => PinnedForm | undefined;
  /** Items of its forms whose answers are free texts. */
  readonly textItems: ReadonlySet<string>;
}

export interface PinnedForm {
  readonly form: Form;
  /** Of the questionnaire; it travels with each response. */
  readonly hash: string;
  /** Of the residents: the probability with which a response is drawn to it. */
  readonly share: number;
}

/** A wave of one form is written as it was before there were several, so that its hash stays. */
const FORMAT = 'manyi-wave-1';
const FORMAT_OF_SEVERAL = 'manyi-wave-2';

interface WaveDocument {
  readonly programme: Programme;
  /** By form, where there are several. */
  readonly shares?: Readonly<Record<string, number>>;
}

/** The document of a wave that asks these forms of the programme. */
export function documentOf(programme: Programme, declared: readonly FormDeclared[]): StoredDocument {
  const forms = declared.flatMap(({ form }) => programme.forms.find(({ name }) => name === form) ?? []);
  const isAsked = (form: string) => declared.some((each) => each.form === form);
  const targets = programme.targets.filter((target) => isAsked(target.measure.form));
  const of: WaveDocument = { programme: { ...programme, forms, targets } };
  const shares = Object.fromEntries(declared.map(({ form, share }) => [form, share]));
  const body = canonicalJson(
    declared.length === 1 ? { format: FORMAT, ...of } : { format: FORMAT_OF_SEVERAL, ...of, shares },
  );
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
  const pinned = readPinned(hash, JSON.parse(body) as WaveDocument);
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!);
  remembered.set(hash, pinned);
  return pinned;
}

function readPinned(hash: string, { programme, shares }: WaveDocument): PinnedWave {
  const [first, ...others] = programme.forms.map((form): PinnedForm => ({
    form,
    hash: contentHash(form.questionnaire),
    share: shares ? shareOf(form.name, shares) : 1,
  }));
  if (!first) throw new Error(`document ${hash} holds no form`);
  const forms = [first, ...others] as const;
  return {
    hash,
    programme,
    frames: framesOf(programme, shares),
    forms,
    formOf: (responseId) => drawForm(responseId, forms),
    formByHash: (asked) => forms.find((each) => each.hash === asked),
    textItems: new Set(forms.flatMap(({ form }) => [...textItemsOf(form.questionnaire)])),
  };
}

function shareOf(form: string, shares: Readonly<Record<string, number>>): number {
  const share = shares[form];
  if (share === undefined) throw new Error(`a wave's document declares no share for its form "${form}"`);
  return share;
}

export async function existingWave(storage: Storage, id: string): Promise<Wave> {
  const wave = await storage.wave(id);
  if (!wave) throw new Problem('waveUnknown');
  return wave;
}
