import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { formerContentHashOf } from '../keys/response-hashes.ts';
import type { ProblemBody } from '../problems.ts';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const storedCount = async () => (await manyi.received()).length;
const problem = async (reply: Response) => (await reply.json()) as ProblemBody;

describe('PUT /api/waves/:wave/responses/:id', () => {
  it('stores a response once, however often it is sent', async () => {
    const id = randomUUID();
    const first = await manyi.send(id, shortAnswers());
    expect(first.status).toBe(201);
    const { receipt } = (await first.json()) as { receipt: string };
    const again = await Promise.all(Array.from({ length: 20 }, () => manyi.send(id, shortAnswers())));
    expect(again.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await again[0]!.json()).toMatchObject({ outcome: 'alreadyRecorded', receipt });
    expect(await storedCount()).toBe(1);
  });

  it('takes nobody by the open link for interviewed', async () => {
    const reply = await manyi.send(randomUUID(), shortAnswers(), { mode: 'interview' });
    expect([reply.status, (await problem(reply)).details]).toEqual([
      400,
      ['mode: by the open link it is "web"'],
    ]);
    expect(await storedCount()).toBe(0);
    const [invitation] = await manyi.invite(1);
    const invited = await manyi.send(randomUUID(), shortAnswers(), { mode: 'interview', invitation });
    expect(invited.status).toBe(201);
  });

  it('gives a receipt that shows no answers', async () => {
    const reply = await manyi.send(randomUUID(), shortAnswers());
    expect(Object.keys((await reply.json()) as object).sort()).toEqual([
      'disposition',
      'dropped',
      'outcome',
      'receipt',
    ]);
  });

  it('refuses other content under the same id and keeps the first', async () => {
    const id = randomUUID();
    await manyi.send(id, shortAnswers(8));
    const reply = await manyi.send(id, shortAnswers(2));
    expect([reply.status, (await problem(reply)).code]).toEqual([409, 'responseConflict']);
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 10);
    expect(JSON.parse(responses[0]!.answers)).toMatchObject({ SH_A3_sat: 8 });
  });

  it('knows an answer again that was stored before there were keys, and tells it from another', async () => {
    const id = randomUUID();
    await manyi.send(id, shortAnswers(8));
    const { storage } = manyi.deps;
    const [stored] = (await storage.responsesAfter(manyi.wave, '', 1)).responses;
    const before = { ...stored!, id: randomUUID() };
    await storage.recordResponses([{ response: { ...before, contentHash: formerContentHashOf(before) } }]);
    const again = await manyi.send(before.id, shortAnswers(8));
    expect([again.status, await again.json()]).toMatchObject([200, { outcome: 'alreadyRecorded' }]);
    expect((await manyi.send(before.id, shortAnswers(9))).status).toBe(409);
    expect(await storedCount()).toBe(2);
  });

  it('names every answer it cannot take', async () => {
    const answers = {
      ...shortAnswers(),
      SH_A3_sat: 11,
      SH_food: '8',
      SH_order: { missing: 'notUsed' as const },
      nonsense: 1,
    };
    const reply = await manyi.send(randomUUID(), answers);
    expect(reply.status).toBe(422);
    expect((await problem(reply)).issues).toEqual([
      { item: 'nonsense', code: 'unknownItem' },
      { item: 'SH_A3_sat', code: 'outOfRange', parameters: { lowest: 1, highest: 10 } },
      { item: 'SH_food', code: 'wrongKind' },
      { item: 'SH_order', code: 'missingNotOffered', parameters: { missing: 'notUsed' } },
    ]);
    expect(await storedCount()).toBe(0);
  });

  it('drops answers to questions that do not apply, and says which', async () => {
    const id = randomUUID();
    const reply = await manyi.send(id, { ...shortAnswers(), SH_complained: 'yes' });
    expect(reply.status).toBe(201);
    expect(await reply.json()).toMatchObject({ dropped: ['SH_complained'] });
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 10);
    expect(JSON.parse(responses[0]!.answers)).not.toHaveProperty('SH_complained');
    expect((await manyi.send(id, shortAnswers())).status).toBe(200);
  });

  it('keeps of a refusal only that it was one', async () => {
    const reply = await manyi.send(randomUUID(), { C1_consent: 'no', S1_age: '30-39' });
    expect(await reply.json()).toMatchObject({ disposition: 'refusal' });
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 10);
    expect(responses[0]).toMatchObject({ disposition: 'refusal', answers: '{}' });
  });

  it('stores no time and no address with the answers', async () => {
    await manyi.send(randomUUID(), shortAnswers());
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 10);
    expect(Object.keys(responses[0]!).sort()).toEqual(
      [
        ...[
          'answers',
          'area',
          'channel',
          'contentHash',
          'disposition',
          'id',
          'isLate',
          'language',
          'recordHash',
        ],
        ...['localDay', 'mode', 'questionnaire', 'wave'],
      ].sort(),
    );
  });

  it.each([
    ['{"answers": ', 400, 'malformedJson'],
    ['[]', 400, 'malformedRequest'],
    ['{"questionnaire":"x","language":"fr","mode":"web","answers":{}}', 400, 'malformedRequest'],
    [JSON.stringify({ filler: 'x'.repeat(300 * 1024) }), 413, 'bodyTooLarge'],
  ])('answers a bad body %# with a problem that says what to do', async (body, status, code) => {
    const path = `/api/waves/${manyi.wave}/responses/${randomUUID()}`;
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const reply = await manyi.app.request(path, { method: 'PUT', headers, body });
    expect([reply.status, (await problem(reply)).code]).toEqual([status, code]);
  });

  it('counts a body that does not say its length', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 30; part++) controller.enqueue(new Uint8Array(10_240).fill(32));
        controller.close();
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    };
    const reply = await manyi.app.request(`/api/waves/${manyi.wave}/responses/${randomUUID()}`, init);
    expect((await problem(reply)).code).toBe('bodyTooLarge');
  });

  it.each(['not-a-uuid', '00000000-0000-1000-8000-000000000000'])('refuses the id %s', async (id) => {
    expect((await problem(await manyi.send(id, shortAnswers()))).code).toBe('malformedResponseId');
  });

  it('refuses a wave that is not there, not open, or asks other questions', async () => {
    const body = { questionnaire: manyi.questionnaire, language: 'en', mode: 'web', answers: shortAnswers() };
    const elsewhere = await manyi.app.request(`/api/waves/none/responses/${randomUUID()}`, json('PUT', body));
    expect((await problem(elsewhere)).code).toBe('waveUnknown');
    const changed = await manyi.send(randomUUID(), shortAnswers(), { questionnaire: 'a'.repeat(64) });
    expect((await problem(changed)).code).toBe('questionnaireChanged');
  });
});

describe('a one-time invitation', () => {
  it('is good for exactly one of a hundred different responses sent at once', async () => {
    const [invitation] = await manyi.invite(1);
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        manyi.send(randomUUID(), shortAnswers(1 + (index % 10)), { invitation }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(99);
    expect(await storedCount()).toBe(1);
  });

  it('can be sent again with its own response after it was used', async () => {
    const [invitation] = await manyi.invite(1);
    const id = randomUUID();
    await manyi.send(id, shortAnswers(), { invitation });
    expect((await manyi.send(id, shortAnswers(), { invitation })).status).toBe(200);
  });

  it('brings the design of its batch, and is not kept with the answers', async () => {
    const [invitation] = await manyi.invite(1);
    await manyi.send(randomUUID(), shortAnswers(), { invitation });
    const responses = await manyi.received();
    expect(responses[0]).toMatchObject({
      channel: 'invitation',
      stratum: 'songyue',
      primaryUnit: 'songyue-1',
      weight: 20,
    });
    expect(JSON.stringify(responses[0])).not.toContain(invitation);
  });

  it.each([
    ['', 400],
    ['forged', 404],
    ['\u0000', 404],
  ])('does not let in with the token %j', async (invitation, status) => {
    const reply = await manyi.send(randomUUID(), shortAnswers(), { invitation });
    expect(reply.status).toBe(status);
    expect(await storedCount()).toBe(0);
  });

  it('is not used up by looking at its page, a thousand times', async () => {
    const [invitation] = await manyi.invite(1);
    const address = `/s/${manyi.wave}/i/${invitation}`;
    for (let look = 0; look < 1000; look++) {
      const method = look % 2 === 0 ? 'GET' : 'HEAD';
      expect((await manyi.app.request(address, { method })).status).toBe(200);
    }
    expect((await manyi.send(randomUUID(), shortAnswers(), { invitation })).status).toBe(201);
    expect((await manyi.app.request(address)).status).toBe(409);
  }, 20_000);
});

describe('a wave that was closed', () => {
  const close = async () => {
    const headers = await manyi.signIn('evaluator');
    const reply = await manyi.app.request(`/api/waves/${manyi.wave}/close`, json('POST', {}, headers));
    expect(reply.status).toBe(200);
  };

  it('takes what was under way for half an hour, marked late, and nothing after', async () => {
    await close();
    const now = manyi.deps.clock();
    manyi.setClock(now + 29 * 60_000);
    expect((await manyi.send(randomUUID(), shortAnswers())).status).toBe(201);
    const { responses } = await manyi.deps.storage.responsesAfter(manyi.wave, '', 10);
    expect(responses[0]!.isLate).toBe(true);
    manyi.setClock(now + 31 * 60_000);
    expect((await problem(await manyi.send(randomUUID(), shortAnswers()))).code).toBe('waveNotOpen');
  });

  it('still acknowledges what it had stored before', async () => {
    const id = randomUUID();
    await manyi.send(id, shortAnswers());
    await close();
    manyi.setClock(manyi.deps.clock() + 24 * 60 * 60_000);
    expect((await manyi.send(id, shortAnswers())).status).toBe(200);
  });
});
