import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SentResponse } from '../../core/questionnaire/sent-response.ts';
import { commandLine } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { issueInvitations } from '../fieldwork/issue-invitations.ts';
import { closeWave, createWave, openWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { recordResponse } from './record-response.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';

const programme = 'quality-district';
const MINUTE = 60_000;

let manyi: TestManyi;
beforeEach(async () => (manyi = await testManyi()));

/** A sealed wave with 30 answers in time and 20 late ones, of a programme that says this of them. */
async function estimated(lateAnswers: 'in' | 'out') {
  const loaded = manyi.deps.programmes.get(programme)!;
  const settings = { ...loaded.programme.settings, lateAnswers };
  const declared = { ...loaded, programme: { ...loaded.programme, settings } };
  const deps: Deps = { ...manyi.deps, programmes: new Map([[programme, declared]]) };
  const id = 'late';
  const title = { 'zh-Hans': '迟到', en: 'late' };
  await createWave(deps, { id, programme, title, period: '2027', form: 'short' }, commandLine);
  await openWave(deps, id, commandLine);
  const frame = { wave: id, name: 'test', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20 };
  const { tokens } = await issueInvitations(deps, { ...frame, count: 50 }, commandLine);
  const answer = (from: number, to: number) =>
    Promise.all(
      tokens.slice(from, to).map((invitation, at) => {
        const { questionnaire } = manyi;
        const sent: SentResponse = {
          questionnaire,
          language: 'zh-Hans',
          mode: 'web',
          answers: shortAnswers(1 + (at % 10)),
          invitation,
        };
        return recordResponse(deps, id, randomUUID(), sent);
      }),
    );
  await answer(0, 30);
  await closeWave(deps, id, commandLine);
  manyi.setClock(deps.clock() + 10 * MINUTE);
  await answer(30, 50);
  await sealWave(deps, id, commandLine);
  const making = { number: 1, secret: '5e'.repeat(32) };
  return (await deps.estimator.estimate(await existingWave(deps.storage, id), making)).release;
}

describe('answers by invitation that come after closing', () => {
  it('are in every figure where the programme says so, and not told apart', async () => {
    const { sample, fieldwork } = await estimated('in');
    expect(sample.responses).toBe(50);
    expect(fieldwork.late).toEqual({ count: 'under10', areIn: true });
  });

  it('are in no figure where it says that they are out, and are counted', async () => {
    const { sample, fieldwork } = await estimated('out');
    expect(sample.responses).toBe(30);
    expect(fieldwork.late).toEqual({ count: 20, areIn: false });
  });
});
