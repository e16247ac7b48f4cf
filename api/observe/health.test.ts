import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness.ts';
import { StorageError, type Storage } from '../storage/storage.ts';
import { testManyi } from '../testing.ts';

const storageThat = (probe: () => Promise<void>) => ({ probe }) as unknown as Storage;

describe('health', () => {
  it('is alive and ready while answers can be stored', async () => {
    const { app } = await testManyi();
    expect(await (await app.request('/healthz')).json()).toEqual({ status: 'alive' });
    const ready = await app.request('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is not ready when a durable write fails, after answers failed, and while it stops', async () => {
    const full = () => Promise.reject(new StorageError('full', 'no room'));
    expect(await createReadiness(storageThat(full), 'node', () => 1).check()).toBe('notReady');
    const readiness = createReadiness(
      storageThat(() => Promise.resolve()),
      'node',
      () => 1,
    );
    expect(await readiness.check()).toBe('ready');
    readiness.answersFailed();
    expect(await readiness.check()).toBe('notReady');
    readiness.answersStored();
    expect(await readiness.check()).toBe('ready');
    readiness.stop();
    expect(await readiness.check()).toBe('stopping');
  });

  it('counts requests by the pattern of their route, and nothing of who asked for what', async () => {
    const { app, deps, invite, wave } = await testManyi();
    const [token] = await invite(1);
    await app.request(`/s/${wave}/i/${token}`);
    await app.request('/readyz');
    const text = await deps.metrics.text();
    expect(text).toContain('manyi_http_requests_total{method="GET",route="/readyz",status="200"} 1');
    expect(text).toContain('route="/s/:wave/i/:token"');
    expect(text).not.toContain(token);
    expect(text).not.toContain(wave);
  });
});
