import type { Role } from '../../access/roles.ts';
import type { AuditEvent } from '../audit-chain.ts';

/** What a person may do: a role in one programme, or in all (`*`). */
export interface Grant {
  readonly role: Role;
  readonly programme: string;
}
export interface User {
  readonly id: string;
  readonly name: string;
  /** Encoded scrypt hash; unset until the person has chosen a password. */
  readonly passwordHash?: string;
  readonly isDisabled: boolean;
  readonly grants: readonly Grant[];
  /** The sealed secret of the person's authenticator; unset without a second factor. */
  readonly secondFactor?: string;
  /** The last time step of which a code was taken: none is taken twice. */
  readonly lastCodeStep?: number;
  /** Canonical JSON: hashes of the recovery codes not used yet. */
  readonly recoveryCodes?: string;
}
export interface Session {
  readonly tokenHash: string;
  readonly user: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** Where the person signed in from; `''` for sessions begun before this was kept. */
  readonly network: string;
  /** What is still missing before the session lets anybody do anything. */
  readonly awaits?: 'code' | 'enrolment';
}
/** A link that lets one person in once: to choose a password, or to sign in to the demonstration. */
export interface SignInLink {
  readonly tokenHash: string;
  readonly user: string;
  readonly purpose: 'setPassword' | 'signIn';
  readonly expiresAt: number;
}

/** A hashed key of what is counted, and from how many on no more are let through. */
export interface Limit {
  readonly key: string;
  readonly most: number;
}

/** Of each person so many places are remembered, the last ones. */
export const MOST_KNOWN_PLACES = 30;

/** Something a person must be told at the next sign-in: what others did to the account. */
export interface Notice {
  readonly user: string;
  readonly at: number;
  readonly kind: 'linkIssued' | 'secondFactorReset';
  /** Name of who did it. */
  readonly by: string;
}

/** What one administrator wants done, and another one must confirm. */
export interface Proposal {
  readonly id: string;
  readonly kind: 'addUser' | 'setGrants' | 'enableUser' | 'issueLink';
  /** Id of the person it is about; of one to be added the id that is going to be. */
  readonly user: string;
  readonly name: string;
  /** Canonical JSON of the grants wanted; `[]` where it is not about grants. */
  readonly grants: string;
  /** Id of the administrator. */
  readonly proposedBy: string;
  readonly proposedAt: number;
}

/**
 * People, and how they come in. A disabled person has neither links nor sessions, and gets none: whatever is
 * asked at the same time, disabling wins. The last enabled administrator of all programmes who can sign in
 * stays one: `lastAdministrator`.
 */
export interface UserStorage {
  /**
   * Adds or replaces the user of this id, grants included. `nameTaken` when another id has a name that reads the
   * same (`nameKey`).
   */
  putUser(user: User, event?: AuditEvent): Promise<'stored' | 'nameTaken'>;
  user(id: string): Promise<User | undefined>;
  /** Of exactly this name, or else of one that reads the same. */
  userByName(name: string): Promise<User | undefined>;
  users(): Promise<readonly User[]>;
  /** Sets the password and ends every link and every session but `keep`; false when disabled or unknown. */
  setPassword(user: string, passwordHash: string, event: AuditEvent, keep?: string): Promise<boolean>;
  /** The same, with a link that is used up by it; nothing happens without a link that is still good. */
  usePasswordLink(tokenHash: string, now: number, passwordHash: string, event: AuditEvent): Promise<boolean>;
  disableUser(id: string, event?: AuditEvent): Promise<'done' | 'lastAdministrator' | 'unknown'>;
  /** Takes disabling back; false when the user is not disabled. */
  enableUser(id: string, event?: AuditEvent): Promise<boolean>;
  setGrants(
    id: string,
    grants: readonly Grant[],
    event?: AuditEvent,
  ): Promise<'done' | 'lastAdministrator' | 'unknown'>;

  /** False when the user is disabled. `places` are remembered as some the user signed in from. */
  addSession(session: Session, event?: AuditEvent, places?: readonly string[]): Promise<boolean>;
  session(tokenHash: string): Promise<Session | undefined>;
  /** The newest first. */
  sessionsOf(user: string): Promise<readonly Session[]>;
  touchSession(tokenHash: string, lastSeenAt: number): Promise<void>;
  removeSession(tokenHash: string, event?: AuditEvent): Promise<void>;
  /** All of them but `keep`; tells how many. */
  removeSessionsOf(user: string, event?: AuditEvent, keep?: string): Promise<number>;
  /** Hashed places (networks, devices) of these the user signed in from before. */
  knownPlaces(user: string, places: readonly string[]): Promise<readonly string[]>;

  /** Voids the links the user had. False when the user is disabled or unknown. */
  addSignInLink(link: SignInLink, event?: AuditEvent, notice?: Notice): Promise<boolean>;
  /** Hands the link out once: it is gone afterwards. */
  takeSignInLink(tokenHash: string, now: number): Promise<SignInLink | undefined>;
  /** The same without taking it. */
  signInLink(tokenHash: string, now: number): Promise<SignInLink | undefined>;

  /**
   * Counts once under every key and returns true, or counts nothing and returns false because at least one key
   * was counted `most` times from `since` to `now`. However many ask at once, on however many nodes, no more than
   * `most` pass. What was counted in the future (the clock was set back) is counted as of `now`.
   */
  tryToCount(limits: readonly Limit[], now: number, since: number, event?: AuditEvent): Promise<boolean>;
  /** Forgets what was counted under `cleared`, and one count of `at` or before under each of `takenBack`. */
  uncount(cleared: readonly string[], takenBack: readonly string[], at: number): Promise<void>;

  /** The second factor of a user, with no code of it used; unset: none. Ends sessions but `keep`. */
  setSecondFactor(
    user: string,
    factor: Pick<User, 'secondFactor' | 'lastCodeStep' | 'recoveryCodes'>,
    event?: AuditEvent,
    more?: { readonly keep?: string; readonly notice?: Notice },
  ): Promise<boolean>;
  /**
   * Takes a code of this time step; false when one of it or of a later step was taken before. A step after
   * `latest`, the last there can be now, was taken by a clock that has been set back, and counts for nothing.
   */
  useCodeStep(user: string, step: number, latest: number): Promise<boolean>;
  /** Uses a recovery code up, by its hash; false when it is none, or was used. */
  useRecoveryCode(user: string, codeHash: string, event: AuditEvent): Promise<boolean>;

  /** The oldest first. */
  notices(user: string): Promise<readonly Notice[]>;
  /** Those up to this moment have been read. */
  removeNotices(user: string, until: number): Promise<void>;

  addProposal(proposal: Proposal, event?: AuditEvent): Promise<void>;
  /** The oldest first. */
  proposals(): Promise<readonly Proposal[]>;
  /** Hands it out once, to whoever confirms or refuses it. */
  takeProposal(id: string, event?: AuditEvent): Promise<Proposal | undefined>;
}
