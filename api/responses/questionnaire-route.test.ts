import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '../../core/content-hash.ts';
import { commandLine } from '../access/audit-event.ts';
import { changeOpenLink } from '../fieldwork/change-open-link.ts';
import { closeWave } from '../fieldwork/move-wave.ts';
import { shortAnswers, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const ask = (query = '', headers: Record<string, string> = {}) =>
  manyi.app.request(`/api/waves/${manyi.wave}/questionnaire${query}`, { headers });

describe('GET /api/waves/:wave/questionnaire', () => {
  it('gives anybody what is asked, under the hash a response names', async () => {
    const reply = await ask();
    const { hash, questionnaire } = (await reply.json()) as { hash: string; questionnaire: object };
    expect(hash).toBe(contentHash(questionnaire));
    expect(reply.headers.get('etag')).toBe(`W/"${hash}"`);
    const sent = { questionnaire: hash, language: 'en', mode: 'web', answers: shortAnswers() };
    const id = '00000000-0000-4000-8000-000000000001';
    expect((await manyi.send(id, sent.answers, sent)).status).toBe(201);
  });

  it('gives it once to whoever has it', async () => {
    const tag = (await ask()).headers.get('etag')!;
    const again = await ask('', { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('is refused as the first page is: closed, unknown, by invitation only', async () => {
    expect((await manyi.app.request('/api/waves/none/questionnaire')).status).toBe(404);
    const [token] = await manyi.invite(1);
    const limits = { openLink: 'off', openPerMinute: 600 } as const;
    await changeOpenLink(manyi.deps, manyi.wave, limits, commandLine);
    expect(await (await ask()).json()).toMatchObject({ code: 'openLinkOff' });
    expect((await ask(`?invitation=${token}`)).status).toBe(200);
    expect(await (await ask('?invitation=other')).json()).toMatchObject({ code: 'invitationUnknown' });
    await closeWave(manyi.deps, manyi.wave, commandLine);
    expect(await (await ask(`?invitation=${token}`)).json()).toMatchObject({ code: 'waveNotOpen' });
  });
});
