import type { LocalText } from '../../../core/questionnaire/local-text.ts';
import type { AuditEvent } from '../audit-chain.ts';

/**
 * | state       | takes responses                   | next                |
 * |-------------|-----------------------------------|---------------------|
 * | `draft`     | no                                | open                |
 * | `importing` | through its import only           | closed, or undone   |
 * | `open`      | yes                               | closed              |
 * | `closed`    | late ones, until it is sealed     | open, published     |
 * | `published` | no                                | (further releases)  |
 */
export type WaveState = 'draft' | 'importing' | 'open' | 'closed' | 'published';

export interface Wave {
  readonly id: string;
  readonly programme: string;
  readonly title: LocalText;
  /** The year, quarter or day the wave stands for; waves of a programme are ordered by it. */
  readonly period: string;
  readonly kind: 'survey' | 'imported';
  readonly state: WaveState;
  /** Hash of the pinned wave document (forms, index trees, targets, areas, settings); unset while a draft. */
  readonly document?: string;
  readonly openedAt?: number;
  readonly closedAt?: number;
  /** The last day on which it was meant to take answers when it was made (`YYYY-MM-DD`). */
  readonly plannedEnd?: string;
  /** From then on it takes nothing more and cannot be opened again: what stands can be published. */
  readonly sealedAt?: number;
  /** All responses that stood when it was sealed: how many, and the digest over their hashes (`tallyOfWave`). */
  readonly sealedResponses?: number;
  readonly sealedDigest?: string;
  /** Whether answers are taken without an invitation; unset: on. */
  readonly openLink?: 'on' | 'off';
  /** How many of them a minute; unset: `DEFAULT_OPEN_PER_MINUTE`. */
  readonly openPerMinute?: number;
  /** How many of them in all; unset: any number. */
  readonly openInAll?: number;
}

/** More than a notice in a whole district brings, and less than fills a disk overnight. */
export const DEFAULT_OPEN_PER_MINUTE = 600;

export interface OpenLinkSetting {
  readonly openLink: 'on' | 'off';
  readonly openPerMinute: number;
  readonly openInAll?: number;
}

/** How many responses, and a digest over them by which they are known again. */
export interface ResponseTally {
  readonly responses: number;
  readonly digest: string;
}

export interface WaveStorage {
  /** `exists` when the id is taken, whoever took it. */
  createWave(wave: Wave, event?: AuditEvent): Promise<'created' | 'exists'>;
  wave(id: string): Promise<Wave | undefined>;
  /** Ordered by programme, period, id. */
  waves(programme?: string): Promise<readonly Wave[]>;
  /** Moves a wave on if it is in one of the states `from` and not sealed; tells whether it was. */
  moveWave(id: string, from: readonly WaveState[], change: WaveChange, event?: AuditEvent): Promise<boolean>;
  /** Sets all of it, of a survey that is not published; tells whether it was one. */
  changeOpenLink(id: string, setting: OpenLinkSetting, event?: AuditEvent): Promise<boolean>;
}
export interface WaveSealing {
  /** Seals a closed wave: nothing is stored in it from here on. False when it is not closed, or sealed already. */
  sealWave(id: string, at: number, event?: AuditEvent): Promise<boolean>;
  /** Notes what stands in a sealed wave, once; false when it was noted before, or the wave is not sealed. */
  noteSealed(id: string, tally: ResponseTally, event?: AuditEvent): Promise<boolean>;
}
export interface WaveChange {
  readonly state: WaveState;
  readonly document?: string;
  readonly openedAt?: number;
  readonly closedAt?: number;
}
