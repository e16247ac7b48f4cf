import { describe, expect, inject, it } from 'vitest';
import { createPasswordQueue } from './password-queue.ts';
import { userByPassword } from './sign-in.ts';
import type { Problem } from '../problems.ts';
import { openPostgresStorage } from '../storage/postgres/open-postgres-storage.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import { temporarySqliteStorage } from '../storage/sqlite/temporary-sqlite-storage.ts';
import { temporaryPostgresSchema } from '../storage/postgres/testing/temporary-postgres-storage.ts';
import { deriveCheaply, testKeys, testPasswordHash } from '../testing.ts';

/** Two storages on one database: of a server, or of one file. */
async function twoNodes() {
  if (process.env['MANYI_TEST_ENGINE'] === 'postgres') {
    const { url, drop } = await temporaryPostgresSchema(inject('postgresServer'));
    return { nodes: [await openPostgresStorage(url), await openPostgresStorage(url)] as const, drop };
  }
  const { storage, file, close } = await temporarySqliteStorage();
  return { nodes: [storage, await openSqliteStorage(file)] as const, drop: close };
}

describe('two nodes', () => {
  it('let five of sixty guesses at once be tried, whichever of them they come to', async () => {
    const {
      nodes: [one, other],
      drop,
    } = await twoNodes();
    const passwordHash = await testPasswordHash;
    await one.putUser({ id: 'wang', name: 'Wang', passwordHash, isDisabled: false, grants: [] });
    const clock = () => 1_700_000_000_000;
    const nodes = [one, other].map((storage) => ({
      storage,
      clock,
      keys: testKeys,
      passwords: createPasswordQueue(deriveCheaply, clock),
    }));
    for (const network of [() => '192.0.2.1', (index: number) => `2001:db8:0:${index}::/64`]) {
      const guesses = Array.from({ length: 60 }, (_, index) =>
        userByPassword(nodes[index % 2]!, {
          name: 'Wang',
          password: `guess ${index}`,
          network: network(index),
        }).catch((error: unknown) => (error as Problem).code),
      );
      const tried = (await Promise.all(guesses)).filter((outcome) => outcome === 'wrongPassword');
      expect(tried.length).toBeGreaterThan(0);
      expect(tried.length).toBeLessThanOrEqual(network(1) === network(2) ? 5 : 25);
    }
    await Promise.allSettled([one.close(), other.close()]);
    await drop();
  }, 60_000);
});
