import { beforeEach, describe, expect, it } from 'vitest';
import { asking, grant } from '../asking.test-data.ts';
import { testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const { actions, ask, signIn, signedIn } = asking(() => manyi);

describe('a name that a reader takes for another', () => {
  it.each([
    ['Сора', 409, 'nameLooksLike'],
    ['Соpa', 422, 'nameMixed'],
    ['COPA', 409, 'nameTaken'],
    ['Коля', 201, undefined],
  ])('is refused, with the reason: %s', async (name, status, code) => {
    const administrator = await manyi.signIn('administrator');
    const grants = [grant('official')];
    expect((await ask('POST', '/api/users', administrator, { name: 'Copa', grants })).status).toBe(201);
    const { status: told, body } = await ask('POST', '/api/users', administrator, { name, grants });
    expect([told, body['code']]).toEqual([status, code]);
  });

  it('is refused when a proposal is confirmed, too', async () => {
    const [one, other] = [
      await signedIn('one', grant('administrator', '*')),
      await signedIn('two', grant('administrator', '*')),
    ];
    const { body } = await ask('POST', '/api/users', one, { name: 'Сора', grants: [grant('evaluator')] });
    const { id } = body['proposal'] as unknown as { id: string };
    expect((await ask('POST', '/api/users', one, { name: 'Copa', grants: [grant('official')] })).status).toBe(
      201,
    );
    const confirmed = await ask('POST', `/api/proposals/${id}/confirm`, other);
    expect(confirmed).toMatchObject({ status: 409, body: { code: 'nameLooksLike' } });
  });

  it('stays where it was given before', async () => {
    for (const name of ['Copa', 'Сора', 'Соpa']) await signedIn(name, grant('official'));
    expect((await signIn('Соpa'))['cookie']).toMatch(/manyi_session=[\w-]{43}/);
  });
});

describe('roles', () => {
  it.each([
    [grant('evaluator'), grant('official')],
    [grant('evaluator', 'airport-passengers'), grant('official')],
    [grant('administrator', '*'), grant('evaluator')],
  ])('that exclude each other are given to nobody: %j and %j', async (...grants) => {
    const administrator = await manyi.signIn('administrator');
    expect(await ask('POST', '/api/users', administrator, { name: 'Li', grants })).toMatchObject({
      status: 422,
      body: { code: 'rolesConflict' },
    });
    await signedIn('Wang', grants[0]!);
    expect(await ask('PUT', '/api/users/Wang/grants', administrator, { grants })).toMatchObject({
      status: 422,
      body: { code: 'rolesConflict' },
    });
  });

  it('are of programmes there are, some dozens at most', async () => {
    const administrator = await manyi.signIn('administrator');
    const unknown = { name: 'Li', grants: [grant('official', 'nowhere')] };
    expect((await ask('POST', '/api/users', administrator, unknown)).body['code']).toBe('programmeUnknown');
    const many = { name: 'Li', grants: Array.from({ length: 4000 }, () => grant('official')) };
    expect((await ask('POST', '/api/users', administrator, many)).status).toBe(400);
  });

  it('can be changed, and are on the chain as they are then', async () => {
    const administrator = await manyi.signIn('administrator');
    const wang = await signedIn('Wang', grant('official'));
    const grants = [grant('official', 'airport-passengers'), grant('official')];
    expect((await ask('PUT', '/api/users/Wang/grants', administrator, { grants })).status).toBe(200);
    expect((await ask('GET', '/api/programmes/airport-passengers/waves', wang)).status).toBe(200);
    expect((await actions()).at(-1)).toEqual(['grantsChanged', { grants }]);
  });

  it('that exclude each other are shown to who has them of old, who gives one up', async () => {
    const both = await signedIn('Wang', grant('evaluator'), grant('official'));
    expect((await ask('GET', '/api/account', both)).body).toMatchObject({ hasConflict: true });
    expect((await ask('GET', `/api/waves/${manyi.wave}/estimates`, both)).status).not.toBe(403);
    expect((await ask('POST', '/api/account/give-up-role', both, { role: 'evaluator' })).status).toBe(204);
    expect((await ask('GET', `/api/waves/${manyi.wave}/estimates`, both)).status).toBe(403);
    expect((await ask('POST', '/api/account/give-up-role', both, { role: 'official' })).status).toBe(404);
  });

  it('and names hold no characters that cannot be stored', async () => {
    const administrator = await manyi.signIn('administrator');
    for (const name of ['a\u0000b', 'a\ud800', '\u0007']) {
      const wanted = { name, grants: [grant('official')] };
      expect([name, (await ask('POST', '/api/users', administrator, wanted)).status]).toEqual([name, 400]);
    }
  });
});

describe('another administrator’s word', () => {
  const newEvaluator = { name: 'Li', grants: [grant('evaluator')] };

  it('is not asked for while there is one administrator, and the chain says so', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    expect((await ask('POST', '/api/users', one, newEvaluator)).status).toBe(201);
    const added = (await actions()).find(([action]) => action === 'userAdded');
    expect(added).toEqual(['userAdded', { ...newEvaluator, onlyAdministrator: true }]);
  });

  it('is asked for whatever makes an evaluator or an administrator, and for a password that there is', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    const two = await signedIn('Two', grant('administrator', '*'));
    await signedIn('Wang', grant('official'));
    await signedIn('Zhao', grant('evaluator'));
    await ask('POST', '/api/users/Zhao/disable', one);
    const wanted: [string, string, unknown][] = [
      ['POST', '/api/users', newEvaluator],
      ['PUT', '/api/users/Wang/grants', { grants: [grant('evaluator')] }],
      ['POST', '/api/users/Wang/link', {}],
      ['POST', '/api/users/Zhao/enable', {}],
    ];
    for (const [method, path, body] of wanted) {
      expect([path, (await ask(method, path, one, body)).status]).toEqual([path, 202]);
    }
    expect(await manyi.deps.storage.userByName('Li')).toBe(undefined);
    expect((await manyi.deps.storage.user('Zhao'))!.isDisabled).toBe(true);
    const proposals = (await ask('GET', '/api/proposals', two)).body as unknown as { id: string }[];
    expect(proposals).toHaveLength(4);
    for (const { id } of proposals) {
      expect((await ask('POST', `/api/proposals/${id}/confirm`, one)).body['code']).toBe('ownProposal');
      expect((await ask('POST', `/api/proposals/${id}/confirm`, two)).status).toBe(200);
      expect((await ask('POST', `/api/proposals/${id}/confirm`, two)).status).toBe(404);
    }
    expect((await manyi.deps.storage.userByName('Li'))!.grants).toEqual(newEvaluator.grants);
    expect((await manyi.deps.storage.user('Zhao'))!.isDisabled).toBe(false);
    expect(await actions()).toContainEqual([
      'userAdded',
      { ...newEvaluator, proposedBy: 'One', proposer: 'One' },
    ]);
  });

  it('is not needed for officials, for shutting out, for taking away, or for a first link again', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    await signedIn('Two', grant('administrator', '*'));
    await signedIn('Zhao', grant('evaluator'));
    const added = await ask('POST', '/api/users', one, { name: 'Sun', grants: [grant('official')] });
    expect(added.status).toBe(201);
    const { id } = (added.body as unknown as { user: { id: string } }).user;
    expect((await ask('POST', `/api/users/${id}/link`, one)).status).toBe(200);
    const official = { grants: [grant('official')] };
    expect((await ask('PUT', '/api/users/Zhao/grants', one, official)).status).toBe(200);
    expect((await ask('POST', '/api/users/Zhao/disable', one)).status).toBe(200);
  });

  it('can be a no, and a proposal is worth what its author still is', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    const two = await signedIn('Two', grant('administrator', '*'));
    const propose = async (name: string) => {
      const { body } = await ask('POST', '/api/users', one, { ...newEvaluator, name });
      return (body as unknown as { proposal: { id: string } }).proposal.id;
    };
    const refused = await propose('Li');
    expect((await ask('DELETE', `/api/proposals/${refused}`, two)).status).toBe(204);
    const gone = { status: 404, body: { code: 'proposalGone' } };
    expect(await ask('POST', `/api/proposals/${refused}/confirm`, two)).toMatchObject(gone);
    expect(await ask('DELETE', `/api/proposals/${refused}`, two)).toMatchObject(gone);
    expect((await ask('POST', '/api/users/nobody/link', two)).body['code']).toBe('personUnknown');
    const orphaned = await propose('Qian');
    await ask('POST', '/api/users/One/disable', two);
    const shutOut = await ask('POST', `/api/proposals/${orphaned}/confirm`, two);
    expect(shutOut).toMatchObject({ status: 409, body: { code: 'proposerGone' } });
    expect((await ask('DELETE', `/api/proposals/${orphaned}`, two)).status).toBe(204);
  });
});
