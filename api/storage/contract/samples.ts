import { contentHash } from '../../../core/content-hash.ts';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { AuditKey } from '../audit-seal.ts';
import type {
  Exclusion,
  ExclusionDecision,
  InvitationBatch,
  HeldContent,
  Proposal,
  Storage,
  Session,
  StoredImport,
  ResponseToRecord,
  StoredRelease,
  StoredResponse,
  User,
  Wave,
} from '../storage.ts';

export const pinned = { hash: contentHash({ forms: [] }), body: canonicalJson({ forms: [] }) };

export function aWave(changes: Partial<Wave> = {}): Wave {
  return {
    id: 'demo-2024',
    programme: 'demo',
    title: { 'zh-Hans': '2024年度', en: '2024' },
    period: '2024',
    kind: 'survey',
    state: 'draft',
    ...changes,
  };
}

export const anAuditKey: AuditKey = { id: 'keys', secret: new Uint8Array(32).fill(3) };

/** Puts a wave that takes responses into the storage. */
export async function openWave(storage: Storage, changes: Partial<Wave> = {}): Promise<Wave> {
  const wave = aWave({ state: 'open', document: pinned.hash, openedAt: 1_700_000_000_000, ...changes });
  await storage.putDocuments([pinned]);
  if ((await storage.createWave(wave)) !== 'created') throw new Error(`wave ${wave.id} exists`);
  return wave;
}

/** The content hash follows from what counts as content, unless a test sets it. */
export function aResponse(changes: Partial<StoredResponse> = {}): StoredResponse {
  const response = {
    wave: 'demo-2024',
    id: '00000000-0000-4000-8000-000000000001',
    questionnaire: 'q'.repeat(64),
    channel: 'open' as const,
    mode: 'phone',
    language: 'zh-Hans',
    disposition: 'complete' as const,
    isLate: false,
    answers: canonicalJson({ satisfaction: 8, street: 'north' }),
    ...changes,
  };
  const { answers, questionnaire, channel } = response;
  return { contentHash: contentHash([answers, questionnaire, channel]), ...response };
}

export function responseId(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function responses(count: number, changes: Partial<StoredResponse> = {}): StoredResponse[] {
  return Array.from({ length: count }, (_, index) =>
    aResponse({ id: responseId(index + 1), answers: canonicalJson({ score: index }), ...changes }),
  );
}

/** What an answer is held as; the engine neither reads nor makes any of it. */
export function heldAs({ wave, id, contentHash }: StoredResponse): HeldContent {
  return { key: `key of ${wave} ${id}`, content: `content ${contentHash}`, sealed: `sealed ${id}` };
}

/** An answer by invitation, as it is recorded. */
export function invited(invitation: string, changes: Partial<StoredResponse> = {}): ResponseToRecord {
  const response = aResponse({ channel: 'invitation', ...changes });
  return { response, invitation, held: heldAs(response) };
}

export function aBatch(changes: Partial<InvitationBatch> = {}): InvitationBatch {
  return {
    id: 'batch-1',
    wave: 'demo-2024',
    name: 'First letters',
    stratum: 'north',
    primaryUnit: 'committee-7',
    weight: 12.5,
    createdAt: 1_700_000_000_000,
    ...changes,
  };
}

export function anImport(changes: Partial<StoredImport> = {}): StoredImport {
  return {
    id: 'import-1',
    programme: 'demo',
    fileName: '2019年.csv',
    fileHash: 'f'.repeat(64),
    mappingHash: 'm'.repeat(64),
    createdAt: 1_700_000_000_000,
    createdBy: 'user-1',
    state: 'running',
    waves: ['demo-2019'],
    rows: 0,
    ...changes,
  };
}

export function importedWave(changes: Partial<Wave> = {}): Wave {
  return aWave({ id: 'demo-2019', period: '2019', kind: 'imported', state: 'importing', ...changes });
}

export function aRelease(changes: Partial<StoredRelease> = {}): StoredRelease {
  return {
    hash: 'release-1',
    programme: 'demo',
    wave: 'demo-2024',
    number: 1,
    publishedAt: 100,
    publishedBy: 'user-1',
    ...changes,
  };
}

export function anExclusion(changes: Partial<Exclusion> = {}): Exclusion {
  return {
    wave: 'demo-2024',
    id: 'exclusion-1',
    reason: 'failedBackCheck',
    responses: JSON.stringify([responseId(1)]),
    state: 'asked',
    askedAt: 80,
    askedBy: 'user-1',
    ...changes,
  };
}

export function aDecision(changes: Partial<ExclusionDecision> = {}): ExclusionDecision {
  return { state: 'confirmed', decidedAt: 90, decidedBy: 'user-2', ...changes };
}

export function aUser(changes: Partial<User> = {}): User {
  return { id: 'user-1', name: '王评估', isDisabled: false, grants: [], ...changes };
}

export function aProposal(changes: Partial<Proposal> = {}): Proposal {
  return {
    id: 'proposal-1',
    kind: 'addUser',
    user: 'user-9',
    name: '李评估',
    grants: '[{"programme":"demo","role":"evaluator"}]',
    proposedBy: 'user-1',
    proposedAt: 100,
    ...changes,
  };
}

export function aSessionOf(user: string, changes: Partial<Session> = {}): Session {
  return { tokenHash: 'token', user, createdAt: 10, lastSeenAt: 10, network: '192.0.2.7', ...changes };
}

/** Everything a wave holds, read page by page. */
export async function allResponses(
  storage: Storage,
  wave = 'demo-2024',
  pageSize = 1000,
): Promise<StoredResponse[]> {
  const all: StoredResponse[] = [];
  let cursor = '';
  for (;;) {
    const page = await storage.responsesAfter(wave, cursor, pageSize);
    if (page.responses.length === 0) return all;
    all.push(...page.responses);
    cursor = page.cursor;
  }
}
