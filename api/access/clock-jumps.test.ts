import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from './audit-event.ts';
import { forgetExpired } from './session.ts';
import { userByPassword } from './sign-in.ts';
import { issueInvitations } from '../fieldwork/issue-invitations.ts';
import { closeWave, createWave, openWave, reopenWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { sealWavesPastGrace } from '../fieldwork/seal-wave.ts';
import { newSignInLink } from './use-sign-in-link.ts';
import { Problem } from '../problems.ts';
import {
  json,
  shortAnswers,
  testManyi,
  testPasswordHash,
  TEST_PASSWORD,
  type TestManyi,
} from '../testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const [FIRST, LAST] = [Date.UTC(1980, 0), Date.UTC(2090, 0)];
const START = Date.UTC(2026, 8, 1, 4);

/** What the clock does between two steps: minutes, hours, days and years, forwards and back. */
const jump = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -45 * MINUTE, max: 45 * MINUTE }) },
  fc.integer({ min: -15 * HOUR, max: 15 * HOUR }),
  fc.integer({ min: -10 * DAY, max: 10 * DAY }),
  fc.integer({ min: -30 * 365 * DAY, max: 30 * 365 * DAY }),
);
const steps = fc.array(fc.record({ jump, isKeptUp: fc.boolean() }), { minLength: 1, maxLength: 10 });
const runs = { numRuns: 40 };

let manyi: TestManyi;
let now: number;
beforeAll(async () => {
  manyi = await testManyi();
});

function setClock(reading: number) {
  now = Math.min(Math.max(reading, FIRST), LAST);
  manyi.setClock(now);
}

async function aPerson(): Promise<string> {
  const id = randomUUID();
  const passwordHash = await testPasswordHash;
  await manyi.deps.storage.putUser({ id, name: id, passwordHash, isDisabled: false, grants: [] });
  return id;
}

describe('when the clock jumps, a session', () => {
  const begin = async (id: string) => {
    const token = await newSignInLink(manyi.deps, id, 'signIn', commandLine);
    const reply = await manyi.app.request(`/api/sign-in-links/${token}`, json('POST', {}));
    return { cookie: reply.headers.get('set-cookie')!.split(';')[0]! };
  };
  const isIn = async (headers: Record<string, string>) =>
    (await manyi.app.request('/api/session', { headers })).status === 200;

  it('never lasts beyond twelve hours of the clock, nor comes back once it was over, with upkeep or without', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        setClock(START);
        const headers = await begin(await aPerson());
        let usedAt = now;
        let wasOver = false;
        for (const step of given) {
          setClock(now + step.jump);
          if (step.isKeptUp) await forgetExpired(manyi.deps);
          if (await isIn(headers)) {
            expect(wasOver).toBe(false);
            expect(now - START).toBeLessThanOrEqual(12 * HOUR);
            // It is noted once a minute that a session is used.
            expect(usedAt - now).toBeLessThanOrEqual(31 * MINUTE);
            usedAt = now;
          } else wasOver = true;
        }
      }),
      runs,
    );
  });

  it('lasts while it is used, as long as the clock goes on as clocks do', async () => {
    const ticks = fc.array(fc.integer({ min: 0, max: 28 * MINUTE }), { minLength: 1, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(ticks, async (given) => {
        setClock(START);
        const headers = await begin(await aPerson());
        for (const tick of given) {
          setClock(now + tick);
          await forgetExpired(manyi.deps);
          expect(await isIn(headers)).toBe(now - START <= 12 * HOUR);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('when the clock jumps, a lock', () => {
  it('is not opened by a jump back, and holds for fifteen minutes of a clock that is right again', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: FIRST, max: LAST - HOUR }), async (given, back) => {
        setClock(START);
        const person = await aPerson();
        const outcome = async (password: string) => {
          try {
            await userByPassword(manyi.deps, { name: person, password, network: person });
            return 'in';
          } catch (error) {
            if (error instanceof Problem) return error.code;
            throw error;
          }
        };
        let isLocked = false;
        for (const step of given) {
          setClock(now + step.jump);
          if (step.isKeptUp) await forgetExpired(manyi.deps);
          let tries = 0;
          for (let index = 0; index < 6; index += 1) {
            if ((await outcome('wrong password')) === 'wrongPassword') tries += 1;
          }
          expect(tries).toBeLessThanOrEqual(isLocked && step.jump <= 0 ? 0 : 5);
          isLocked = true;
        }
        setClock(back);
        await forgetExpired(manyi.deps);
        setClock(back + 15 * MINUTE + 1);
        expect(await outcome(TEST_PASSWORD)).toBe('in');
      }),
      runs,
    );
  });
});

describe('when the clock jumps, a one-time link', () => {
  it('lets in within its week of the clock only, once, and at no reading of the clock afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(steps, jump, async (given, ahead) => {
        // It may have been made while the clock was wrong.
        setClock(START + ahead);
        const madeAt = now;
        const token = await newSignInLink(manyi.deps, await aPerson(), 'signIn', commandLine);
        const address = `/api/sign-in-links/${token}`;
        let isExpired = false;
        let isUsed = false;
        for (const step of [{ jump: START - madeAt, isKeptUp: true }, ...given]) {
          setClock(now + step.jump);
          if (step.isKeptUp) await forgetExpired(manyi.deps);
          const isInItsWeek = now < madeAt + 7 * DAY && now >= madeAt - 30 * MINUTE;
          isExpired ||= step.isKeptUp && now > madeAt + 7 * DAY;
          expect((await manyi.app.request(address)).status === 200).toBe(
            isInItsWeek && !isExpired && !isUsed,
          );
          if (!step.isKeptUp) continue;
          const { status } = await manyi.app.request(address, json('POST', {}));
          expect(status === 200).toBe(isInItsWeek && !isExpired && !isUsed);
          isUsed ||= status === 200;
        }
      }),
      runs,
    );
  });
});

describe('when the clock jumps, a closed wave', () => {
  it('takes late answers within half an hour after its closing, and none once upkeep saw that over', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        setClock(START);
        const { deps } = manyi;
        const wave = `wave-${randomUUID()}`;
        const title = { 'zh-Hans': '调查', en: 'Survey' };
        await createWave(
          deps,
          { id: wave, programme: 'quality-district', title, period: '2026', form: 'short' },
          commandLine,
        );
        await openWave(deps, wave, commandLine);
        const { questionnaire } = manyi;
        const send = (more = {}) =>
          manyi.app.request(
            `/api/waves/${wave}/responses/${randomUUID()}`,
            json('PUT', {
              questionnaire,
              language: 'zh-Hans',
              mode: 'web',
              answers: shortAnswers(),
              ...more,
            }),
          );
        // As many of the sample as it takes to be published, and so to be sealed by upkeep.
        const unit = { name: 'unit', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20, count: 10 };
        const { tokens } = await issueInvitations(deps, { ...unit, wave }, commandLine);
        for (const invitation of tokens) expect((await send({ invitation })).status).toBe(201);
        await closeWave(deps, wave, commandLine);
        let isSealed = false;
        let late = 0;
        for (const step of given) {
          setClock(now + step.jump);
          if (step.isKeptUp) await sealWavesPastGrace(deps);
          isSealed ||= step.isKeptUp && now - START > 30 * MINUTE;
          const { status } = await send();
          const isInGrace = now >= START && now - START <= 30 * MINUTE;
          expect(status).toBe(isInGrace && !isSealed ? 201 : 409);
          if (status === 201) late += 1;
          const standing = await existingWave(deps.storage, wave);
          expect([standing.state, standing.sealedAt !== undefined]).toEqual(['closed', isSealed]);
          if (isSealed) {
            expect(standing.sealedResponses).toBe(tokens.length + late);
            await expect(reopenWave(deps, wave, commandLine)).rejects.toMatchObject({
              code: 'wrongWaveState',
            });
          }
        }
      }),
      runs,
    );
  });
});
