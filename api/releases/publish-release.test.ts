import { beforeAll, describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedFigure, Release } from '../../core/release/release.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import type { SimulationProfile } from '../../core/simulation/simulation-profile.ts';
import { loadDemonstration } from '../demonstration/load-demonstration.ts';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { estimatorHere } from '../estimates/estimator.ts';
import { releaseDocument } from '../estimates/estimate-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';

const surveys = join(import.meta.dirname, '..', '..', 'surveys');

/** Two published waves and an open one, small enough for a test, with one area too small to be shown. */
async function demonstration(): Promise<{
  readonly manyi: TestManyi;
  readonly releases: readonly Release[];
}> {
  const manyi = await testManyi();
  const path = join(surveys, 'quality-district', 'simulation.json');
  const profile = JSON.parse(await readFile(path, 'utf8')) as SimulationProfile;
  const waves = [profile.waves[0]!, profile.waves[1]!, profile.waves[3]!].map((wave) => ({
    ...wave,
    invited: 800,
    open: 60,
  }));
  await loadDemonstration(manyi.deps, 'quality-district', { ...profile, waves }, () => {});
  const stored = await manyi.deps.storage.releases('quality-district');
  const bodies = await Promise.all(stored.map(({ hash }) => manyi.deps.storage.document(hash)));
  return { manyi, releases: bodies.map((body) => JSON.parse(body!) as Release) };
}

let manyi: TestManyi;
let releases: readonly Release[];
beforeAll(async () => {
  ({ manyi, releases } = await demonstration());
}, 60_000);

const figure = (release: Release, key: string): PublishedFigure =>
  release.figures.find((each) => each.key === key)!;

describe('a published release', () => {
  it('holds value, error, interval and n of the headline together', () => {
    const { cell } = figure(releases[1]!, 'index/overall');
    expect(cell).toMatchObject({ standing: 'full' });
    expect(Object.keys(cell).sort()).toEqual([
      ...['degreesOfFreedom', 'designEffect', 'effectiveN', 'interval'],
      ...['n', 'standardError', 'standing', 'value'],
    ]);
  });

  it('has the same bytes when it is made again', async () => {
    const [stored] = await manyi.deps.storage.releases('quality-district');
    const wave = await existingWave(manyi.deps.storage, stored!.wave);
    const sealed = (await manyi.deps.storage.document(stored!.sealed!))!;
    const { secret } = JSON.parse(sealed) as SealedRelease;
    const again = await estimatorHere(manyi.deps.storage, manyi.deps.software).estimate(wave, {
      number: 1,
      secret,
    });
    expect(releaseDocument(again.release)).toBe(await manyi.deps.storage.document(stored!.hash));
    expect(releaseDocument(again.sealed)).toBe(sealed);
  });

  it('names the document at full precision, whose secret is new each time', async () => {
    const { storage } = manyi.deps;
    const stored = await storage.releases('quality-district');
    const secrets = new Set<string>();
    for (const [at, { sealed }] of stored.slice(0, 2).entries()) {
      expect(releases[at]!.provenance.sealed).toBe(sealed);
      const { secret } = JSON.parse((await storage.document(sealed!))!) as SealedRelease;
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      secrets.add(secret);
    }
    expect(secrets.size).toBe(2);
  });

  it('tells what happened in the wave', () => {
    const { fieldwork, sample } = releases[0]!;
    expect(fieldwork).toMatchObject({ looks: { count: 0, days: [] }, exclusions: [], reopenedOn: [] });
    expect(fieldwork.outcomes[0]).toEqual({ outcome: 'complete', count: sample.responses });
    expect(fieldwork.issued).toBeGreaterThan(Number(sample.responses));
  });

  it('leaves the open link out of every figure, and counts it apart', () => {
    const { sample } = releases[0]!;
    expect(sample.byChannel['open']).toBeGreaterThan(0);
    expect(sample.byChannel['invitation']).toBe(sample.responses);
  });

  it('compares with the wave before at full precision, and the first with none', async () => {
    expect(releases[0]!.comparison).toBe(undefined);
    const { comparison } = releases[1]!;
    expect(comparison).toMatchObject({ wave: releases[0]!.wave.id, breaks: [] });
    const headline = comparison!.changes.find(({ key }) => key === 'index/overall')!;
    expect(headline.adjustedPValue).toBe(headline.pValue);
    const [before, now] = await Promise.all(
      releases.map(async ({ provenance }) => {
        const body = (await manyi.deps.storage.document(provenance.sealed!))!;
        return JSON.parse(body) as SealedRelease;
      }),
    );
    const values = [before!, now!].map(({ figures }) => {
      const { estimate } = figures.find(({ key }) => key === 'index/overall')!;
      return 'value' in estimate ? estimate.value : NaN;
    });
    const change = now!.changes.find(({ key }) => key === 'index/overall')!;
    expect(values[1]! - values[0]!).toBeCloseTo(change.difference, 9);
    expect(Math.abs(change.difference - headline.difference)).toBeLessThanOrEqual(0.05);
  });

  it('says of every target what it says, and why', () => {
    for (const { targets } of releases) {
      expect(targets.map(({ name }) => name)).toEqual(['T029', 'T053', 'T120', 'T130']);
      for (const { verdict, reason } of targets.map(({ judgement }) => judgement)) {
        expect(['met', 'notMet', 'undecided', 'insufficientDesign']).toContain(verdict);
        expect(reason).not.toBe('');
      }
    }
    expect(releases[0]!.targets[0]!.judgement).toMatchObject({
      verdict: 'undecided',
      reason: 'noComparison',
    });
  });

  it('shows no figure on fewer than ten answers, and n only in fives', () => {
    for (const { figures } of releases) {
      const shown = figures.flatMap(({ cell }) => ('value' in cell ? [cell] : []));
      expect(shown).not.toEqual([]);
      for (const cell of shown) {
        expect(cell.n).toBeGreaterThanOrEqual(10);
        expect(cell.n % 5).toBe(0);
      }
    }
  });

  it('is read by an official, byte for byte, and by nobody without signing in', async () => {
    const [stored] = await manyi.deps.storage.releases('quality-district');
    const path = `/api/releases/${stored!.hash}`;
    expect((await manyi.app.request(path)).status).toBe(401);
    const reply = await manyi.app.request(path, { headers: await manyi.signIn('official') });
    expect(await reply.text()).toBe(await manyi.deps.storage.document(stored!.hash));
  });
});

describe('publishing', () => {
  it('is refused while a wave is open, and freezes what is there when it is closed', async () => {
    const headers = await manyi.signIn('evaluator');
    const post = (verb: string) =>
      manyi.app.request(`/api/waves/demo-2026/${verb}`, json('POST', {}, headers));
    expect((await post('releases')).status).toBe(409);
    expect((await post('close')).status).toBe(200);
    expect(await (await post('releases')).json()).toMatchObject({ code: 'graceNotOver' });
    expect((await post('seal')).status).toBe(200);
    const published = await post('releases');
    expect([published.status, await published.json()]).toMatchObject([201, { number: 1 }]);
    expect((await post('reopen')).status).toBe(409);
    const [, , last] = await manyi.deps.storage.releases('quality-district');
    expect(last!.wave).toBe('demo-2026');
  });

  it('counts a response that came just before', async () => {
    const headers = await manyi.signIn('evaluator');
    const tokens = await manyi.invite(24);
    await Promise.all(
      tokens.map((invitation, index) => {
        const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
        return manyi.send(id, shortAnswers(1 + (index % 10)), { invitation });
      }),
    );
    for (const verb of ['close', 'seal']) {
      await manyi.app.request(`/api/waves/${manyi.wave}/${verb}`, json('POST', {}, headers));
    }
    const reply = await manyi.app.request(`/api/waves/${manyi.wave}/releases`, json('POST', {}, headers));
    const { hash } = (await reply.json()) as { hash: string };
    const release = JSON.parse((await manyi.deps.storage.document(hash))!) as Release;
    expect(release.sample.responses).toBe(25);
  });

  it('needs enough responses for a single cell', async () => {
    const other = await testManyi();
    const headers = await other.signIn('evaluator');
    await other.app.request(`/api/waves/${other.wave}/close`, json('POST', {}, headers));
    const reply = await other.app.request(`/api/waves/${other.wave}/releases`, json('POST', {}, headers));
    expect(reply.status).toBe(422);
  });
});
