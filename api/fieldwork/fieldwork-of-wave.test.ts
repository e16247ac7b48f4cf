import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { lookOnRecord } from '../estimates/looks.ts';
import { shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { fieldworkOfWave } from './fieldwork-of-wave.ts';
import { closeWave, createWave, openWave, reopenWave } from './move-wave.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import { sealWave } from './seal-wave.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 2026-09-01 in Shanghai, at noon. */
const start = Date.UTC(2026, 8, 1, 4);

let manyi: TestManyi;
beforeEach(async () => (manyi = await testManyi()));

async function facts(exclusions: Parameters<typeof fieldworkOfWave>[3] = [], id = manyi.wave) {
  const { storage } = manyi.deps;
  const wave = await existingWave(storage, id);
  return fieldworkOfWave(storage, wave, (await pinnedWave(storage, wave)).programme, exclusions);
}

async function answerAll(): Promise<void> {
  const tokens = await manyi.invite(60);
  const refused = { C1_consent: 'no' };
  for (const [at, invitation] of tokens.slice(0, 40).entries()) {
    const answers = at < 12 ? refused : shortAnswers();
    expect((await manyi.send(randomUUID(), answers, { invitation })).status).toBe(201);
  }
}

const close = () => closeWave(manyi.deps, manyi.wave, commandLine);
const seal = () => sealWave(manyi.deps, manyi.wave, commandLine);

describe('what happened in a wave', () => {
  it('tells what became of the invitations once it is sealed, in fives and nothing below ten', async () => {
    await answerAll();
    expect(await facts()).toMatchObject({ issued: 60, outcomes: [] });
    await close();
    await seal();
    expect(await facts()).toMatchObject({
      issued: 60,
      outcomes: [
        { outcome: 'complete', count: 30 },
        { outcome: 'refusal', count: 10 },
        { outcome: 'ineligible', count: 'under10' },
        { outcome: 'excluded', count: 'under10' },
        { outcome: 'notUsed', count: 20 },
      ],
      responseRate: { value: 0.47, definition: 'AAPOR RR1' },
    });
  });

  it('takes answers that are left out for no interviews, and says how many by reason', async () => {
    await answerAll();
    await close();
    await seal();
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 100);
    const ids = responses.filter(({ disposition }) => disposition === 'complete').map(({ id }) => id);
    const found = await facts([
      { reason: 'failedBackCheck', responses: ids.slice(0, 11) },
      { reason: 'ineligible', responses: ids.slice(11, 14) },
    ]);
    expect(found.exclusions).toEqual([
      { reason: 'ineligible', count: 'under10' },
      { reason: 'failedBackCheck', count: 10 },
    ]);
    expect(found.outcomes.find(({ outcome }) => outcome === 'complete')).toMatchObject({ count: 15 });
    expect(found.responseRate).toMatchObject({ value: 0.25 });
  });

  it('names the days in the zone of the programme, and each time it was opened again', async () => {
    manyi.setClock(start + 13 * 60 * MINUTE);
    await close();
    await reopenWave(manyi.deps, manyi.wave, commandLine);
    manyi.setClock(start + 3 * DAY);
    await close();
    await seal();
    expect(await facts()).toMatchObject({
      openedOn: '2026-09-01',
      reopenedOn: ['2026-09-02'],
      closedOn: '2026-09-04',
      sealedOn: '2026-09-04',
      deviations: [
        { kind: 'sampleBelowPlan', actual: 'under10' },
        { kind: 'reopened', times: 1 },
      ],
    });
  });

  it('counts the looks at its figures until it is sealed, and their days', async () => {
    const actor = { user: 'u', name: 'u', grants: [] };
    const look = async (after: number) => {
      manyi.setClock(start + after);
      await lookOnRecord(manyi.deps, actor, await existingWave(manyi.deps.storage, manyi.wave));
    };
    await look(0);
    await look(MINUTE);
    await look(20 * MINUTE);
    await look(2 * DAY);
    await close();
    await look(2 * DAY + MINUTE);
    manyi.setClock(start + 2 * DAY + 40 * MINUTE);
    await seal();
    await look(3 * DAY);
    expect((await facts()).looks).toEqual({ count: 4, days: ['2026-09-01', '2026-09-03'] });
  });

  it('holds the day it closed against the one that was planned when it was made', async () => {
    const wanted = {
      id: 'planned',
      programme: 'quality-district',
      title: { 'zh-Hans': '计划', en: 'planned' },
      period: '2027',
      form: 'short',
      plannedEnd: '2026-09-30',
    };
    await createWave(manyi.deps, wanted, commandLine);
    await openWave(manyi.deps, 'planned', commandLine);
    expect(await facts([], 'planned')).toMatchObject({ plannedEnd: '2026-09-30', deviations: [] });
    manyi.setClock(start + 2 * DAY);
    await closeWave(manyi.deps, 'planned', commandLine);
    expect((await facts([], 'planned')).deviations).toEqual([
      { kind: 'endMoved', planned: '2026-09-30', actual: '2026-09-03' },
    ]);
  });

  it('counts what came late, and says that it is in', async () => {
    await close();
    manyi.setClock(start + 10 * MINUTE);
    for (let sent = 0; sent < 11; sent += 1) await manyi.send(randomUUID(), shortAnswers());
    expect((await facts()).late).toEqual({ count: 10, areIn: true });
  });
});
