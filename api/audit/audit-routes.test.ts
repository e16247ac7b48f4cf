import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../access/roles.ts';
import { testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

/** What somebody reads of the chain: of each entry what was done to what. */
async function read(role: Role, programme?: string): Promise<readonly string[]> {
  const headers = await manyi.signIn(role, programme);
  const { entries } = (await (await manyi.app.request('/api/audit', { headers })).json()) as {
    readonly entries: readonly { readonly action: string; readonly subject: string }[];
  };
  return entries.map(({ action, subject }) => `${action} ${subject}`);
}

describe('the audit chain', () => {
  it('is read as a whole by administrators and by auditors of all programmes', async () => {
    await manyi.signIn('official');
    const whole = await read('administrator');
    expect(whole).toEqual(expect.arrayContaining(['signedIn official *', 'waveOpened short-2026']));
    expect(await read('auditor')).toEqual(['signedIn auditor *', ...whole]);
  });

  it('is read by an auditor or evaluator of one programme as far as it is about that', async () => {
    expect(await read('auditor', 'quality-district')).toEqual([
      'waveOpened short-2026',
      'waveCreated short-2026',
    ]);
    expect(await read('evaluator', 'quality-district')).toEqual([
      'waveOpened short-2026',
      'waveCreated short-2026',
    ]);
    expect(await read('auditor', 'airport-passengers')).toEqual([]);
  });
});
