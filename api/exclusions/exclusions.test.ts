import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeWave } from '../fieldwork/move-wave.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';
import { commandLine } from '../access/audit-event.ts';
import { exportedIdOf, receiptOf } from '../keys/receipts.ts';
import {
  json,
  shortAnswers,
  TEST_PASSWORD,
  testKeys,
  testManyi,
  testPasswordHash,
  type TestManyi,
} from '../testing.ts';
import { verifyStorage } from '../verify/verify-storage.ts';

let manyi: TestManyi;
let ids: readonly string[];
let asks: Record<string, string>;
let confirms: Record<string, string>;

beforeEach(async () => {
  manyi = await testManyi();
  const tokens = await manyi.invite(40);
  for (const [at, invitation] of tokens.entries()) {
    await manyi.send(randomUUID(), shortAnswers(1 + (at % 10)), { invitation });
  }
  ids = (await manyi.received()).map(({ id }) => id);
  asks = await manyi.signIn('evaluator');
  confirms = await evaluator('another');
});

async function evaluator(name: string): Promise<Record<string, string>> {
  const grants = [{ role: 'evaluator' as const, programme: '*' }];
  const passwordHash = await testPasswordHash;
  await manyi.deps.storage.putUser({ id: name, name, passwordHash, isDisabled: false, grants });
  const reply = await manyi.app.request('/api/session', json('POST', { name, password: TEST_PASSWORD }));
  return { cookie: reply.headers.get('set-cookie')!.split(';')[0]! };
}
async function seal(): Promise<void> {
  await closeWave(manyi.deps, manyi.wave, commandLine);
  await sealWave(manyi.deps, manyi.wave, commandLine);
}
async function post(path: string, headers: Record<string, string>, body: unknown = {}) {
  const reply = await manyi.app.request(`/api/waves/${manyi.wave}/${path}`, json('POST', body, headers));
  return {
    status: reply.status,
    body: (await reply.json()) as { id: string; code?: string; details?: string[]; hash: string },
  };
}
const rowId = (id: string) => exportedIdOf(testKeys, manyi.wave, id);
const receipt = (id: string) => receiptOf(testKeys, manyi.wave, id);
const ask = (answers: readonly string[], reason = 'failedBackCheck') =>
  post('exclusions', asks, { reason, answers });
const listed = async (headers: Record<string, string>) =>
  (await manyi.app.request(`/api/waves/${manyi.wave}/exclusions`, { headers })).json() as Promise<
    { id: string; state: string; askedBy: string; decidedBy?: string; answers?: object[]; count: number }[]
  >;
const published = async (hash: string) =>
  JSON.parse((await manyi.deps.storage.document(hash))!) as { sample: { responses: number } };

describe('answers that are to be left out', () => {
  it('are asked for by row or receipt, confirmed by another account, and in no figure from then on', async () => {
    await seal();
    const { status, body } = await ask([rowId(ids[0]!), ...ids.slice(1, 12).map(receipt)]);
    expect([status, body]).toMatchObject([201, { state: 'asked' }]);
    expect((await post(`exclusions/${body.id}/confirm`, asks)).body.code).toBe('ownExclusion');
    expect((await post(`exclusions/${body.id}/confirm`, confirms)).status).toBe(200);
    expect((await post(`exclusions/${body.id}/confirm`, confirms)).body.code).toBe('exclusionGone');
    const release = await post('releases', asks);
    expect(release.status).toBe(201);
    expect((await published(release.body.hash)).sample.responses).toBe(30);
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 100);
    expect(responses).toHaveLength(40);
  });

  it('that were rejected, or are only asked for, stay in the figures', async () => {
    await seal();
    const rejected = await ask(ids.slice(0, 12).map(rowId));
    expect((await post(`exclusions/${rejected.body.id}/reject`, confirms)).status).toBe(200);
    await ask(ids.slice(0, 12).map(rowId), 'confessed');
    expect((await published((await post('releases', asks)).body.hash)).sample.responses).toBe(40);
    expect((await listed(asks)).map(({ state }) => state).sort()).toEqual(['asked', 'rejected']);
  });

  it('are shown by how they came, and nothing of what they say; to an auditor by number alone', async () => {
    await seal();
    await ask(ids.slice(0, 2).map(rowId));
    const [shown] = await listed(confirms);
    expect(shown).toMatchObject({ askedBy: 'evaluator *', count: 2, state: 'asked' });
    const [first] = shown!.answers!;
    const known = ['rowId', 'channel', 'mode', 'disposition', 'area', 'day', 'duration', 'isLate', 'flags'];
    expect(Object.keys(first!).filter((key) => !known.includes(key))).toEqual([]);
    expect(first).toMatchObject({ channel: 'invitation', area: 'songyue', flags: [] });
    const text = JSON.stringify(shown);
    for (const id of ids) expect(text).not.toContain(id);
    expect(text).not.toContain('SH_');
    const [toAuditor] = await listed(await manyi.signIn('auditor'));
    expect(toAuditor).toMatchObject({ count: 2, reason: 'failedBackCheck' });
    expect(toAuditor!.answers).toBeUndefined();
  });

  it('wait until the wave is sealed, and must be answers that figures rest on', async () => {
    expect((await ask([rowId(ids[0]!)])).body.code).toBe('wrongWaveState');
    await manyi.send(randomUUID(), shortAnswers());
    const open = (await manyi.received()).map(({ id }) => id).find((id) => !ids.includes(id))!;
    await seal();
    const unknown = await ask([rowId(ids[0]!), rowId(open), '0000-0000-0000']);
    expect(unknown.body).toMatchObject({
      code: 'responsesUnknown',
      details: [rowId(open), '0000-0000-0000'],
    });
    expect((await ask([rowId(ids[0]!)], 'tooLow')).status).toBe(400);
    await ask([rowId(ids[0]!)]);
    expect((await ask(ids.slice(0, 3).map(receipt))).body.code).toBe('excludedAlready');
  });

  it('between two releases are ten at least in each cell, or the second is refused', async () => {
    await seal();
    expect((await post('releases', asks)).status).toBe(201);
    const few = await ask(ids.slice(0, 9).map(rowId));
    await post(`exclusions/${few.body.id}/confirm`, confirms);
    const refused = await post('releases', asks);
    expect(refused.body).toMatchObject({ code: 'releasesTooClose' });
    expect(refused.body.details).toContain('SH_A3_sat @ songyue');
    const more = await ask([rowId(ids[9]!)]);
    await post(`exclusions/${more.body.id}/confirm`, confirms);
    expect((await post('releases', asks)).status).toBe(201);
    expect((await post('releases', asks)).status).toBe(201);
    expect((await post('releases', asks)).body.code).toBe('mostReleases');
    expect((await ask([rowId(ids[20]!)])).body.code).toBe('mostReleases');
    const findings = await verifyStorage(manyi.deps.storage, testKeys);
    const faults = findings.flatMap((each) => each.faults).filter((fault) => !fault.includes('who added'));
    expect(faults).toEqual([]);
  });

  it('are on the audit chain with who asked and who decided, and no id of an answer', async () => {
    await seal();
    const { body } = await ask(ids.slice(0, 3).map(rowId));
    await post(`exclusions/${body.id}/confirm`, confirms);
    const entries = (await manyi.deps.storage.auditAfter(0, 1000)).filter(({ action }) =>
      action.startsWith('exclusion'),
    );
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ['exclusionAsked', 'evaluator *'],
      ['exclusionConfirmed', 'another'],
    ]);
    for (const { details } of entries) {
      expect(JSON.parse(details)).toMatchObject({ exclusion: body.id, reason: 'failedBackCheck', count: 3 });
      for (const id of ids) expect(details).not.toContain(id);
    }
  });
});

describe('a release at full precision', () => {
  it('is read by evaluator and auditor, each time on record, and by nobody else', async () => {
    await seal();
    const { hash } = (await post('releases', asks)).body;
    const path = `/api/releases/${hash}/sealed`;
    const read = async (headers: Record<string, string>) =>
      (await manyi.app.request(path, { headers })).status;
    expect(await read({})).toBe(401);
    expect(await read(await manyi.signIn('official'))).toBe(403);
    expect(await read(await manyi.signIn('administrator'))).toBe(403);
    expect([await read(asks), await read(await manyi.signIn('auditor'))]).toEqual([200, 200]);
    const readings = await manyi.deps.storage.auditBack(
      { action: 'sealedReleaseRead', subjects: [hash] },
      10,
    );
    expect(readings.map(({ actor }) => actor)).toEqual(['auditor *', 'evaluator *']);
    const unknown = await manyi.app.request('/api/releases/none/sealed', { headers: asks });
    expect(unknown.status).toBe(404);
  });
});
