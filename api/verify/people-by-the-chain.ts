import type { AuditEntry } from '../storage/audit-chain.ts';
import type { Grant, User } from '../storage/storage.ts';
import { passwordDigest, passwordKeyIn } from './password-digest.ts';
import { keyId } from '../keys/response-hashes.ts';
import type { Begin } from './check.ts';

interface Replayed {
  readonly name?: string;
  readonly grants?: readonly Grant[];
  readonly isDisabled: boolean;
  /** Whether they ever set a password. */
  readonly hasPassword?: boolean;
  /** Digest of the password they last set; unset in entries of before. */
  readonly password?: string;
  readonly hasSecondFactor?: boolean;
}

/** People and what they may do as the audit chain tells it, entry by entry, against what stands. */
export const peopleByTheChain: Begin = (complain, { keys }) => {
  const people = new Map<string, User>();
  const replayed = new Map<string, Replayed>();
  return {
    name: 'people',
    of: 'user',
    see: {
      user: (user: User) => void people.set(user.id, user),
      auditEntry({ action, subject, details }: AuditEntry) {
        // Actions that versions of before did not know, and this one may not write, are replayed as well.
        const did: string = action;
        if (did === 'auditSealed') takePasswords(details);
        const before = replayed.get(subject);
        const told = JSON.parse(details) as Partial<Replayed>;
        if (did === 'userAdded') replayed.set(subject, { ...told, isDisabled: false });
        if (!before) return;
        if (did === 'grantsChanged' && told.grants) replayed.set(subject, { ...before, grants: told.grants });
        if (did === 'userDisabled') replayed.set(subject, { ...before, isDisabled: true });
        if (did === 'userEnabled') replayed.set(subject, { ...before, isDisabled: false });
        if (did === 'passwordSet') {
          const { password: _, ...rest } = before;
          const digest = told.password === undefined ? {} : { password: told.password };
          replayed.set(subject, { ...rest, ...digest, hasPassword: true });
        }
        if (did === 'secondFactorSet') replayed.set(subject, { ...before, hasSecondFactor: true });
        if (did === 'secondFactorReset') replayed.set(subject, { ...before, hasSecondFactor: false });
      },
    },
    conclude() {
      for (const user of people.values()) {
        const told = replayed.get(user.id);
        if (!told) complain(`no audit entry says who added ${nameOf(user)}`);
        else concludePerson(user, told);
      }
      for (const [id, { name }] of replayed) {
        if (!people.has(id)) complain(`${name ?? id} was added, as the chain says, and is gone`);
      }
    },
  };

  /** Those that stood when the chain was brought under the keys. */
  function takePasswords(details: string): void {
    const { passwords = {} } = JSON.parse(details) as {
      readonly passwords?: Readonly<Record<string, string>>;
    };
    for (const [id, password] of Object.entries(passwords)) {
      const before = replayed.get(id);
      if (before) replayed.set(id, { ...before, password, hasPassword: true });
    }
  }

  function concludePerson(user: User, told: Replayed): void {
    if (told.name !== undefined && told.name !== user.name) {
      complain(`${nameOf(user)} was added under the name "${told.name}"`);
    }
    if (told.grants && describe(told.grants) !== describe(user.grants)) {
      complain(`${nameOf(user)} is ${describe(user.grants)}, and the chain says ${describe(told.grants)}`);
    }
    if (told.isDisabled !== user.isDisabled) {
      const word = (isDisabled: boolean) => (isDisabled ? 'disabled' : 'not disabled');
      complain(`${nameOf(user)} is ${word(user.isDisabled)}, and the chain says ${word(told.isDisabled)}`);
    }
    if ((told.hasSecondFactor ?? false) !== (user.secondFactor !== undefined)) {
      const word = (has: boolean) => (has ? 'a' : 'no');
      complain(
        `${nameOf(user)} has ${word(!told.hasSecondFactor)} second factor, and the chain says ${word(told.hasSecondFactor ?? false)}`,
      );
    }
    if (user.passwordHash !== undefined && !told.hasPassword) {
      complain(`${nameOf(user)} has a password, and no audit entry says that they set one`);
    }
    // A digest by keys that were exchanged since says nothing any more.
    if (told.password === undefined || passwordKeyIn(told.password) !== keyId(keys)) return;
    if (
      user.passwordHash === undefined ||
      passwordDigest(keys, user.id, user.passwordHash) !== told.password
    ) {
      complain(`${nameOf(user)} has another password than the chain says they set`);
    }
  }
};

function nameOf({ id, name }: User): string {
  return `"${name}" (user ${id})`;
}

function describe(grants: readonly Grant[]): string {
  const each = grants.map(
    ({ role, programme }) => `${role} of ${programme === '*' ? 'everything' : programme}`,
  );
  return each.length > 0 ? each.sort().join(', ') : 'nothing';
}
