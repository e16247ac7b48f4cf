import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { heldIdOf, heldKeyOf, openHeld } from '../keys/held-answers.ts';
import { keysFrom } from '../keys/keys.ts';
import { shortAnswers, testKeys, testManyi, type TestManyi } from '../testing.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { heldAnswers, moveHeldAnswers } from './held-answers.ts';
import { issueInvitations } from './issue-invitations.ts';
import { closeWave, reopenWave } from './move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { sealWave } from './seal-wave.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const invite = (primaryUnit: string, count: number) =>
  issueInvitations(
    manyi.deps,
    { wave: manyi.wave, name: primaryUnit, stratum: 'songyue', primaryUnit, weight: 20, count },
    commandLine,
  );
async function answer(tokens: readonly string[], rating = 8): Promise<void> {
  for (const invitation of tokens) {
    expect((await manyi.send(randomUUID(), shortAnswers(rating), { invitation })).status).toBe(201);
  }
}
async function seal() {
  await closeWave(manyi.deps, manyi.wave, commandLine);
  return sealWave(manyi.deps, manyi.wave, commandLine);
}
const standing = async () => (await manyi.deps.storage.responsesAfter(manyi.wave, '', 5000)).responses;
const faults = async () =>
  (await verifyStorage(manyi.deps.storage, testKeys)).flatMap((finding) => finding.faults);

describe('answers by invitation', () => {
  it('stand when the wave is sealed, each once, of its unit, in the order of their ids within it', async () => {
    const units = ['songyue-1', 'songyue-2', 'songyue-3'];
    for (const unit of units) await answer((await invite(unit, 20)).tokens.slice(0, 12));
    const before = await manyi.received();
    expect(await standing()).toEqual([]);
    expect(await faults()).toEqual([]);
    const { sealedResponses } = await seal();
    const stand = await standing();
    expect([stand.length, sealedResponses]).toEqual([36, 36]);
    expect(stand.map(({ id }) => id)).toEqual(stand.map(({ id }) => id).toSorted());
    expect(stand.toSorted(byId)).toEqual(before.toSorted(byId));
    expect(await faults()).toEqual([]);
  });

  it('are counted by number when the wave is closed, and nothing of when they came is kept', async () => {
    const { tokens } = await invite('songyue-1', 20);
    await answer(tokens.slice(0, 12));
    await manyi.send(randomUUID(), shortAnswers());
    await closeWave(manyi.deps, manyi.wave, commandLine);
    await answer(tokens.slice(12, 14));
    await manyi.send(randomUUID(), shortAnswers());
    const [counted] = await manyi.deps.storage.auditBack({ action: 'responsesCounted' }, 1);
    expect(JSON.parse(counted!.details)).toMatchObject({ moment: 'closed', responses: 1, held: 12 });
    expect(await sealWave(manyi.deps, manyi.wave, commandLine)).toMatchObject({ sealedResponses: 16 });
    const invited = (await standing()).filter(({ channel }) => channel === 'invitation');
    expect(invited.map(({ isLate, localDay }) => [isLate, localDay])).toEqual(
      Array(14).fill([false, undefined]),
    );
    expect(await faults()).toEqual([]);
  });

  it('are not accused of anything, however closing, opening again and sealing run beside one another', async () => {
    await answer((await invite('songyue-1', 300)).tokens);
    const { deps, wave } = manyi;
    const closing = closeWave(deps, wave, commandLine);
    await Promise.allSettled([closing, reopenWave(deps, wave, commandLine)]);
    await manyi.send(randomUUID(), shortAnswers());
    expect(await faults()).toEqual([]);
    await Promise.allSettled([
      closeWave(deps, wave, commandLine),
      new Promise((next) => setImmediate(next)).then(() => sealWave(deps, wave, commandLine)),
    ]);
    if ((await existingWave(deps.storage, wave)).sealedDigest === undefined)
      await sealWave(deps, wave, commandLine);
    expect(await faults()).toEqual([]);
    expect(await standing()).toHaveLength(301);
  });

  it('are moved on where an earlier sealing was interrupted, and by two at once only once', async () => {
    for (const unit of ['one', 'two', 'three']) await answer((await invite(unit, 300)).tokens);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    const { storage } = manyi.deps;
    let moves = 0;
    const failing = {
      ...manyi.deps,
      storage: {
        ...storage,
        moveHeld: (...given: Parameters<typeof storage.moveHeld>) => {
          moves += 1;
          if (moves === 2) throw new Error('the power went');
          return storage.moveHeld(...given);
        },
      },
    };
    await expect(sealWave(failing, manyi.wave, commandLine)).rejects.toThrow('the power went');
    const some = (await standing()).length;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(900);
    expect((await existingWave(storage, manyi.wave)).sealedDigest).toBeUndefined();
    const move = () => moveHeldAnswers(storage, testKeys, manyi.wave);
    expect(await Promise.all([move(), move()])).toEqual([0, 0]);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await standing()).toHaveLength(900);
    expect(await storage.countHeld(manyi.wave)).toEqual([]);
    expect(await faults()).toEqual([]);
  }, 120_000);

  it('are known again while they are held and afterwards, with the receipt they were given', async () => {
    const [invitation] = (await invite('songyue-1', 20)).tokens;
    const id = randomUUID();
    const send = async () => {
      const reply = await manyi.send(id, shortAnswers(), { invitation });
      return [reply.status, ((await reply.json()) as { receipt: string }).receipt];
    };
    const [, receipt] = await send();
    expect(await send()).toEqual([200, receipt]);
    expect((await manyi.send(id, shortAnswers(3), { invitation })).status).toBe(409);
    await seal();
    expect(await send()).toEqual([200, receipt]);
    expect((await standing()).map((response) => response.id)).toEqual([heldIdOf(testKeys, manyi.wave, id)]);
  });

  it('do not meet one by the open link under the same id', async () => {
    const [invitation] = (await invite('songyue-1', 20)).tokens;
    const id = randomUUID();
    expect((await manyi.send(id, shortAnswers(2), { invitation })).status).toBe(201);
    expect((await manyi.send(id, shortAnswers(9))).status).toBe(201);
    await seal();
    expect((await standing()).map(({ channel }) => channel).toSorted()).toEqual(['invitation', 'open']);
    expect(await faults()).toEqual([]);
  });

  it('that were changed past the platform, or are of keys given up, stay held and are counted on the chain', async () => {
    await answer((await invite('songyue-1', 20)).tokens.slice(0, 12));
    const { storage } = manyi.deps;
    const [first] = await storage.heldOf(
      manyi.wave,
      [(await storage.countHeld(manyi.wave))[0]!.batch],
      '',
      1,
    );
    const spoilt = {
      ...manyi.deps,
      storage: {
        ...storage,
        heldOf: async (...given: Parameters<typeof storage.heldOf>) =>
          (await storage.heldOf(...given)).map((held) =>
            held.key === first!.key ? { ...held, sealed: `${held.sealed.slice(0, -6)}AAAA==` } : held,
          ),
      },
    };
    await closeWave(manyi.deps, manyi.wave, commandLine);
    expect(await sealWave(spoilt, manyi.wave, commandLine)).toMatchObject({ sealedResponses: 11 });
    const [counted] = await storage.auditBack({ action: 'responsesCounted' }, 1);
    expect(JSON.parse(counted!.details)).toMatchObject({ moment: 'sealed', responses: 11, unreadable: 1 });
    expect(await storage.countHeld(manyi.wave)).toMatchObject([{ held: 1 }]);
  });
});

describe('a held answer', () => {
  it('opens with the keys it was sealed with, in its own place, unchanged, and otherwise not', async () => {
    await answer((await invite('songyue-1', 20)).tokens.slice(0, 2));
    const { storage } = manyi.deps;
    const { batch } = (await storage.countHeld(manyi.wave))[0]!;
    const [one, other] = await storage.heldOf(manyi.wave, [batch], '', 2);
    const response = openHeld(testKeys, one!)!;
    expect(response).toMatchObject({ wave: manyi.wave, channel: 'invitation', primaryUnit: 'songyue-1' });
    expect(heldKeyOf(testKeys, manyi.wave, response.id)).toBe(one!.key);
    expect(openHeld(keysFrom(new Uint8Array(32).fill(8)), one!)).toBeUndefined();
    expect(openHeld(testKeys, { ...one!, sealed: other!.sealed })).toBeUndefined();
    expect(openHeld(testKeys, { ...one!, wave: 'another' })).toBeUndefined();
    expect(JSON.stringify(one)).not.toContain(response.id);
  });

  it('is as long as any other, whatever was said or declined', async () => {
    const { tokens } = await invite('songyue-1', 20);
    const said = [
      { ...shortAnswers(), C1_consent: 'no' },
      shortAnswers(),
      { ...shortAnswers(), SH_W2: '好'.repeat(200) },
    ];
    for (const [place, answers] of said.entries()) {
      const reply = await manyi.send(randomUUID(), answers, { invitation: tokens[place] });
      expect(reply.status).toBe(201);
    }
    const { storage } = manyi.deps;
    const { batch } = (await storage.countHeld(manyi.wave))[0]!;
    const held = await storage.heldOf(manyi.wave, [batch], '', 10);
    expect(new Set(held.map(({ sealed }) => sealed.length)).size).toBe(1);
    let opened = 0;
    for await (const some of heldAnswers(storage, testKeys, manyi.wave)) opened += some.length;
    expect([held.length, opened]).toEqual([3, 3]);
  });
});

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}
