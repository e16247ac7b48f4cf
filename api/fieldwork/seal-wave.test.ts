import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { closeWave, reopenWave } from './move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { sealWave, sealWavesPastGrace, tallyOfWave } from './seal-wave.ts';

const MINUTE = 60_000;
let manyi: TestManyi;
let deps: Deps;
let tokens: readonly string[];
let now: number;

beforeEach(async () => {
  manyi = await testManyi();
  deps = manyi.deps;
  now = deps.clock();
  tokens = await manyi.invite(20);
  for (const invitation of tokens.slice(0, 12)) await answer(invitation);
});

const answer = (invitation: string, rating = 8) =>
  manyi.send(randomUUID(), shortAnswers(rating), { invitation });
const close = () => closeWave(deps, manyi.wave, commandLine);
const wave = () => existingWave(deps.storage, manyi.wave);
const publish = async (more = {}) => publishRelease(deps, await wave(), commandLine, more);
const after = (minutes: number) => manyi.setClock(now + minutes * MINUTE);
const audited = async (action: string) =>
  (await deps.storage.auditAfter(0, 1000))
    .filter((entry) => entry.action === action)
    .map(({ details }) => JSON.parse(details) as Record<string, unknown>);

describe('a closed wave', () => {
  it('takes late answers for half an hour, is then sealed by upkeep, and takes none', async () => {
    await close();
    after(30);
    await sealWavesPastGrace(deps);
    expect((await wave()).sealedAt).toBeUndefined();
    expect((await answer(tokens[12]!)).status).toBe(201);
    after(31);
    expect((await answer(tokens[13]!)).status).toBe(409);
    await sealWavesPastGrace(deps);
    expect(await wave()).toMatchObject({ sealedAt: now + 31 * MINUTE, sealedResponses: 13 });
    expect(await audited('responsesCounted')).toMatchObject([
      { moment: 'closed', responses: 0, held: 12 },
      { moment: 'sealed', responses: 13 },
    ]);
  });

  it('with too few answers to be published is not sealed by upkeep, and can be opened again', async () => {
    const few = await testManyi();
    const begun = few.deps.clock();
    for (const invitation of await few.invite(9)) {
      await few.send(randomUUID(), shortAnswers(), { invitation });
    }
    await closeWave(few.deps, few.wave, commandLine);
    few.setClock(begun + 3 * 24 * 60 * MINUTE);
    await sealWavesPastGrace(few.deps);
    expect((await existingWave(few.deps.storage, few.wave)).sealedAt).toBeUndefined();
    expect((await reopenWave(few.deps, few.wave, commandLine)).state).toBe('open');
  });

  it('takes none when the clock was set back behind its closing, nor is it opened by that', async () => {
    await close();
    for (const minutes of [-1, -120, -400 * 24 * 60]) {
      after(minutes);
      expect((await answer(tokens[12]!)).status).toBe(409);
    }
    after(1);
    expect((await answer(tokens[12]!)).status).toBe(201);
  });

  it('can be opened again until it is sealed, and never afterwards', async () => {
    await close();
    await reopenWave(deps, manyi.wave, commandLine);
    expect((await answer(tokens[12]!)).status).toBe(201);
    await close();
    await sealWave(deps, manyi.wave, commandLine);
    await expect(reopenWave(deps, manyi.wave, commandLine)).rejects.toMatchObject({ code: 'wrongWaveState' });
    expect((await answer(tokens[13]!)).status).toBe(409);
  });
});

describe('publishing', () => {
  it('waits until the grace is over, and says how long', async () => {
    await close();
    after(10);
    await expect(publish()).rejects.toMatchObject({
      code: 'graceNotOver',
      details: ['20'],
      parameters: { minutes: 20 },
    });
    after(30.5);
    expect(await publish()).toMatchObject({ number: 1, responses: 12 });
  });

  it('ends the grace by a press that says so, which the evaluator alone may do', async () => {
    await close();
    const address = `/api/waves/${manyi.wave}/seal`;
    for (const role of ['official', 'administrator'] as const) {
      const headers = await manyi.signIn(role);
      expect((await manyi.app.request(address, json('POST', {}, headers))).status).toBe(403);
    }
    const headers = await manyi.signIn('evaluator');
    const reply = await manyi.app.request(address, json('POST', {}, headers));
    const shown = (await reply.json()) as object;
    expect([reply.status, shown]).toMatchObject([200, { state: 'closed', sealedAt: now }]);
    expect(Object.keys(shown)).not.toContain('sealedResponses');
    expect((await answer(tokens[12]!)).status).toBe(409);
    expect(await publish()).toMatchObject({ number: 1, responses: 12 });
  });

  it('lets no answer in between estimating and freezing, however often it is done', async () => {
    await close();
    const statuses: number[] = [];
    const racing: Deps = {
      ...deps,
      estimator: {
        ...deps.estimator,
        async estimate(...given) {
          const estimated = await deps.estimator.estimate(...given);
          statuses.push((await answer(tokens[12 + statuses.length]!, 1)).status);
          return estimated;
        },
      },
    };
    const first = await publishRelease(racing, await wave(), commandLine, { endGrace: true });
    const second = await publishRelease(racing, await wave(), commandLine);
    expect(statuses).toEqual([409, 409]);
    expect([second.number, second.digest]).toEqual([2, first.digest]);
    const [one, two] = await Promise.all([first, second].map(({ hash }) => deps.storage.document(hash)));
    const figures = (document: string) => (JSON.parse(document) as { figures: unknown }).figures;
    expect(figures(two!)).toEqual(figures(one!));
  });

  it('publishes nothing of which hidden figures could be worked out, and names them', async () => {
    await close();
    const telling: Deps = {
      ...deps,
      estimator: {
        ...deps.estimator,
        estimate: async (...given) => ({
          ...(await deps.estimator.estimate(...given)),
          narrowed: ['index/food@songyue'],
        }),
      },
    };
    const publishing = publishRelease(telling, await wave(), commandLine, { endGrace: true });
    await expect(publishing).rejects.toMatchObject({ code: 'tellsOfFew', details: ['index/food@songyue'] });
    expect(await deps.storage.releases('quality-district')).toEqual([]);
  });

  it('says of a wave that a clock ahead has closed how it is ended, and does not wait for that clock', async () => {
    after(400 * 24 * 60);
    await close();
    for (const minutes of [0, 31, 24 * 60]) {
      after(minutes);
      await sealWavesPastGrace(deps);
      await expect(publish()).rejects.toMatchObject({ code: 'closedAhead' });
    }
    // One way out: it was never over.
    await reopenWave(deps, manyi.wave, commandLine);
    expect((await answer(tokens[12]!)).status).toBe(201);
    after(400 * 24 * 60);
    await close();
    after(24 * 60);
    // The other: it is over now.
    expect(await sealWave(deps, manyi.wave, commandLine)).toMatchObject({ sealedAt: now + 24 * 60 * MINUTE });
    expect(await publish()).toMatchObject({ number: 1, responses: 13 });
    const findings = await verifyStorage(deps.storage, deps.keys);
    expect(findings.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('finishes a sealing that was interrupted', async () => {
    await close();
    await deps.storage.sealWave(manyi.wave, now);
    expect(await publish()).toMatchObject({
      number: 1,
      ...(await tallyOfWave(deps.storage, manyi.wave)),
    });
  });

  it('notes on the audit chain what was counted and published', async () => {
    await close();
    await publish({ endGrace: true });
    const [counted] = (await audited('responsesCounted')).filter(({ moment }) => moment === 'sealed');
    const [published] = await audited('releasePublished');
    expect(published).toMatchObject({ responses: 12, digest: counted!['digest'] });
  });
});

describe('the least number of answers', () => {
  it('is asked of the exact number, which a release rounds', async () => {
    const few = await testManyi();
    const invitations = await few.invite(20);
    for (const invitation of invitations.slice(0, 9)) {
      await few.send(randomUUID(), shortAnswers(), { invitation });
    }
    await few.send(randomUUID(), shortAnswers());
    await closeWave(few.deps, few.wave, commandLine);
    const nine = await existingWave(few.deps.storage, few.wave);
    await expect(publishRelease(few.deps, nine, commandLine, { endGrace: true })).rejects.toMatchObject({
      code: 'notPublishable',
      parameters: { least: 10 },
    });
    await reopenWave(few.deps, few.wave, commandLine);
    expect((await existingWave(few.deps.storage, few.wave)).state).toBe('open');
  });
});
