import { describeFault } from '../../core/fault.ts';
import { formsTogetherFaults, sharesFaults } from '../../core/programme/forms-together-faults.ts';
import type { FormDeclared } from '../../core/programme/new-wave.ts';
import { languagesAsked } from '../../core/programme/programme-languages.ts';
import type { Programme } from '../../core/programme/programme.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { AuditEvent } from '../storage/audit-chain.ts';
import type { Wave, WaveChange, WaveState, StoredResponse } from '../storage/storage.ts';
import { looksSinceClosing } from './looks-since-closing.ts';
import { heldNotAsCounted } from './count-held-answers.ts';
import { documentOf, existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import { tallyOfWave } from './seal-wave.ts';

export interface WaveToCreate {
  readonly id: string;
  readonly programme: string;
  readonly title: LocalText;
  readonly period: string;
  /** The forms it asks, with the share of residents who get each; it may say one form alone. */
  readonly forms?: readonly FormDeclared[] | undefined;
  readonly form?: string | undefined;
  /** The last day on which it is meant to take answers. */
  readonly plannedEnd?: string;
}

export async function createWave(deps: Deps, wanted: WaveToCreate, by: Doer): Promise<Wave> {
  const loaded = deps.programmes.get(wanted.programme);
  if (!loaded) throw new Problem('notFound');
  const declared = formsDeclared(wanted);
  refuseFaults(loaded.programme, declared, wanted.forms === undefined);
  const lacking = languagesAsked(loaded.programme).filter((language) => wanted.title[language] === undefined);
  if (lacking.length > 0) {
    throw new Problem('malformedRequest', {
      details: [`title: is missing in ${lacking.join(', ')}, which this programme is asked in`],
    });
  }
  if (isForAnImport(deps, wanted.id)) {
    throw new Problem('nameTaken', {
      details: [`id: "${wanted.id}" is kept for answers read in by a mapping`],
    });
  }
  const document = documentOf(loaded.programme, declared);
  await deps.storage.putDocuments([document]);
  const plannedEnd = wanted.plannedEnd === undefined ? {} : { plannedEnd: wanted.plannedEnd };
  const wave: Wave = {
    id: wanted.id,
    programme: wanted.programme,
    title: wanted.title,
    period: wanted.period,
    kind: 'survey',
    state: 'draft',
    document: document.hash,
    ...plannedEnd,
  };
  const event = auditEvent(deps, by, 'waveCreated', wave.id, {
    ...(declared.length === 1 ? { form: declared[0]!.form } : { forms: declared }),
    programme: wave.programme,
    kind: wave.kind,
    period: wave.period,
    title: wanted.title,
    ...plannedEnd,
  });
  if ((await deps.storage.createWave(wave, event)) === 'exists') {
    throw new Problem('nameTaken', { details: [`id: "${wave.id}" is a wave already`] });
  }
  return wave;
}

/** One form goes to everyone. */
function formsDeclared({ form, forms }: Pick<WaveToCreate, 'form' | 'forms'>): readonly FormDeclared[] {
  return forms ?? [{ form: form ?? '', share: 1 }];
}

/** All that keeps these forms of the programme from being asked in one wave, at once. */
function refuseFaults(programme: Programme, declared: readonly FormDeclared[], isOneNamed = false): void {
  const [first] = declared;
  const isKnown = programme.forms.some(({ name }) => name === first?.form);
  if (isOneNamed && !isKnown) {
    throw new Problem('malformedRequest', {
      details: [`form: "${first?.form}" is no form of this programme`],
    });
  }
  const together = formsTogetherFaults(
    programme,
    declared.map(({ form }) => form),
  );
  const details = [...sharesFaults(programme, declared), ...together.map(describeFault)];
  if (details.length > 0) throw new Problem('formsNotTogether', { details });
}

/** Names of waves are those of all programmes: a mapping's are kept free, or its file could never be read in. */
function isForAnImport({ programmes }: Pick<Deps, 'programmes'>, id: string): boolean {
  return [...programmes.values()].some(({ mappings }) =>
    [...mappings.values()].some(({ wave }) => Object.values(wave.waves).some((each) => each.id === id)),
  );
}

/** Opens a wave with what the files say now; from here on it keeps that, whatever becomes of the files. */
export async function openWave(deps: Deps, id: string, by: Doer): Promise<Wave> {
  const wave = await existingWave(deps.storage, id);
  const loaded = deps.programmes.get(wave.programme);
  if (!loaded) throw new Problem('notFound');
  const { forms } = await pinnedWave(deps.storage, wave);
  const declared = forms.map(({ form, share }) => ({ form: form.name, share }));
  // The files may have become others since it was created.
  refuseFaults(loaded.programme, declared);
  const document = documentOf(loaded.programme, declared);
  await deps.storage.putDocuments([document]);
  const change = { state: 'open', document: document.hash, openedAt: deps.clock() } as const;
  return move(
    deps,
    id,
    ['draft'],
    change,
    auditEvent(deps, by, 'waveOpened', id, { document: document.hash }),
  );
}

/**
 * Nobody can begin any more; what stood is counted on the audit chain, what is late still comes in. Answers that are
 * held are counted by number alone: they may become responses at this moment, if somebody seals the wave.
 */
export async function closeWave(deps: Deps, id: string, by: Doer): Promise<Wave> {
  const { storage } = deps;
  // While it is open nobody can seal it, and what was counted stays where it is.
  const notAsCounted = await heldNotAsCounted(deps, id);
  const wave = await move(
    deps,
    id,
    ['open'],
    { state: 'closed', closedAt: deps.clock() },
    auditEvent(deps, by, 'waveClosed', id),
  );
  const held = (await storage.countHeld(id)).reduce((sum, batch) => sum + batch.held, 0);
  const tally = await tallyOfWave(storage, id, isCountedAtClosing);
  const details = {
    moment: 'closed',
    ...tally,
    held,
    ...(notAsCounted.length > 0 ? { notAsCounted } : {}),
  };
  const { state, closedAt } = await existingWave(storage, id);
  if (state !== 'closed' || closedAt !== wave.closedAt) return wave;
  await storage.appendAudit(auditEvent(deps, by, 'responsesCounted', id, details));
  return wave;
}

export function isCountedAtClosing({ isLate, channel }: StoredResponse): boolean {
  return !isLate && channel !== 'invitation';
}

/** Takes answers again, with the questionnaire it had; only before anything was published. */
export async function reopenWave(deps: Deps, id: string, by: Doer): Promise<Wave> {
  const wave = await existingWave(deps.storage, id);
  if (wave.kind !== 'survey') throw new Problem('wrongWaveState');
  const looks = await looksSinceClosing(deps.storage, id);
  const event = auditEvent(deps, by, 'waveReopened', id, { looksSinceClosing: looks });
  return move(deps, id, ['closed'], { state: 'open' }, event);
}

async function move(
  deps: Deps,
  id: string,
  from: readonly WaveState[],
  change: WaveChange,
  event: AuditEvent,
): Promise<Wave> {
  if (!(await deps.storage.moveWave(id, from, change, event))) throw new Problem('wrongWaveState');
  deps.log.info({ wave: id, state: change.state }, 'wave moved');
  return existingWave(deps.storage, id);
}
