import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysFrom } from '../../../api/keys/keys.ts';
import { formerReceiptOf, receiptOf } from '../../../api/keys/receipts.ts';
import { Problem, problems, type ProblemCode } from '../../../api/problems.ts';
import { respondWordingIn } from '../../wording/residents/wording.ts';
import { deliveryOf, finalProblems } from './delivery-of.ts';

const reply = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  deliveryOf(new Response(body, { status, headers }));
const json = (status: number, body: unknown) => reply(status, JSON.stringify(body));
const stored = { outcome: 'recorded', disposition: 'complete', receipt: '1234-5678', dropped: [] };
const statuses = fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status));
const codes = Object.keys(problems) as ProblemCode[];

describe('what our server says', () => {
  it.each([
    [201, 'recorded', 'complete'],
    [200, 'alreadyRecorded', 'complete'],
    [201, 'recorded', 'refusal'],
    [201, 'recorded', 'ineligible'],
  ])('is stored: %i %s %s', async (status, outcome, disposition) => {
    const delivery = await json(status, { ...stored, outcome, disposition });
    expect(delivery).toEqual({ kind: 'stored', receipt: '1234-5678', disposition });
  });

  it('has receipts of the form that the server makes and made', async () => {
    const id = '3f0c1f5e-7a43-4b8e-9d3c-0d9f6f3b2a11';
    const keys = keysFrom(new Uint8Array(32));
    for (const receipt of [receiptOf(keys, 'w', id), formerReceiptOf('w', id)]) {
      expect(await json(201, { ...stored, receipt })).toMatchObject({ kind: 'stored', receipt });
    }
  });

  it('is refused for each problem that sending again cannot mend, and for no other', async () => {
    for (const code of codes) {
      const problem = new Problem(code, { issues: [{ item: 'parks', code: 'required' }] });
      const isFinal = Object.hasOwn(finalProblems, code);
      expect([code, (await json(problem.status, problem.body())).kind]).toEqual([
        code,
        isFinal ? 'refused' : 'unreached',
      ]);
    }
  });

  it('has a sentence on the phone for each refusal', () => {
    const sentences = Object.keys(respondWordingIn('zh-Hans').problems);
    expect(Object.keys(finalProblems).filter((code) => !sentences.includes(code))).toEqual([]);
  });

  it('may ask for patience, within the hour', async () => {
    const pauses = ['7', '99999999', '-3', 'Wed, 21 Oct 2026 07:28:00 GMT'].map(async (after) =>
      reply(503, JSON.stringify(new Problem('busy').body()), { 'retry-after': after }),
    );
    expect(await Promise.all(pauses)).toEqual(
      [7, 3600, 0, 0].map((retryAfterSeconds) => ({ kind: 'unreached', retryAfterSeconds })),
    );
  });
});

describe('what somebody else says in its place', () => {
  it.each([
    ['a sign-in page of a hotel', 200, '<html><form action="/login"></form></html>'],
    ['JSON of a captive portal', 200, '{"status":"login"}'],
    ['an empty list', 200, '[]'],
    ['null', 201, 'null'],
    ['a receipt alone', 200, '{"receipt":"1234-5678","disposition":"complete"}'],
    ['our words in a state they never have', 202, JSON.stringify(stored)],
    ['stored before with the status of stored now', 200, JSON.stringify(stored)],
    ['a receipt of another form', 201, JSON.stringify({ ...stored, receipt: 'ok' })],
    ['no known disposition', 201, JSON.stringify({ ...stored, disposition: 'partial' })],
    ['a firewall', 403, '{"code":403,"message":"blocked","requestId":"7f"}'],
    ['a gateway that finds nothing', 404, '{"code":"notFound","status":404,"message":"no route"}'],
    ['a gateway that knows no PUT', 405, '{"error":"Method Not Allowed"}'],
    ['a gateway without patience', 408, '{"code":"timeout","status":408}'],
    ['our code with a status that is not its own', 403, JSON.stringify(new Problem('waveNotOpen').body())],
    ['an inherited name as a code', 409, '{"code":"constructor","status":409}'],
    ['nothing at all', 204, null],
  ])('is not taken for a receipt, and nothing is dropped: %s', async (_, status, body) => {
    expect((await reply(status, body)).kind).toBe('unreached');
  });

  it('counts as unreached whatever the status and the body, unless it is exactly ours', async () => {
    await fc.assert(
      fc.asyncProperty(statuses, fc.oneof(fc.string(), fc.json(), fc.constant('')), async (status, body) => {
        expect((await reply(status, body)).kind).toBe('unreached');
      }),
    );
  });

  it('is not believed when parts of our words come with parts of another', async () => {
    const parts = fc.record(
      {
        outcome: fc.constantFrom('recorded', 'alreadyRecorded', 'ok'),
        receipt: fc.constantFrom('1234-5678', 'ok', 7),
        disposition: fc.constantFrom('complete', 'none'),
        code: fc.constantFrom(...codes, 'blocked', 403),
        status: statuses,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(statuses, parts, async (status, body) => {
        const isStored =
          body.receipt === '1234-5678' &&
          body.disposition === 'complete' &&
          ((status === 201 && body.outcome === 'recorded') ||
            (status === 200 && body.outcome === 'alreadyRecorded'));
        const code = Object.keys(finalProblems).find((each) => each === body.code);
        const isRefused =
          code !== undefined && body.status === status && new Problem(code as ProblemCode).status === status;
        expect((await json(status, body)).kind).toBe(
          isStored ? 'stored' : isRefused ? 'refused' : 'unreached',
        );
      }),
      { numRuns: 500 },
    );
  });
});
