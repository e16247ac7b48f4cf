import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '../../../../core/questionnaire/answer.ts';
import type { Release } from '../../../../core/release/release.ts';
import type { ResponseRow } from '../../../../core/release/measure/wave-columns.ts';
import { temporaryFolder } from '../../children.ts';
import { manyiWith } from '../../manyi.ts';
import { databaseFile } from '../../server.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the trial changes files of any shape */

const PROGRAMME = 'airport-passengers';
const FILES = [
  'programme',
  'areas',
  'targets',
  'indices/passengers',
  'questionnaires/passengers',
  'imports/sfo-2014-2018',
];

/** A passenger's answers by the columns of the file. */
export type Passenger = Readonly<Record<string, string>>;

/** The programme of the airport by file, for edits. */
export type AirportFiles = Record<(typeof FILES)[number], any>;
export type Edit = (files: AirportFiles) => void;

/** Reads the passengers of all years. */
export async function readPassengers(path: string): Promise<readonly Passenger[]> {
  const [head = '', ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

/** A database of its own, in which one year after another is imported and published by the command line. */
export class Airport {
  private readonly folder: string;
  private readonly source: string;

  private constructor(folder: string, source: string) {
    this.folder = folder;
    this.source = source;
  }

  static async open(name: string): Promise<Airport> {
    return new Airport(await temporaryFolder(`real-${name}`), join('surveys', PROGRAMME));
  }

  /** The programme's files after edits, as the command line reads them. */
  private async surveys(edits: readonly Edit[]): Promise<string> {
    const surveys = join(this.folder, 'surveys');
    await mkdir(surveys, { recursive: true });
    await cp(this.source, join(surveys, PROGRAMME), { recursive: true, force: true });
    const path = (name: string) => join(surveys, PROGRAMME, `${name}.json`);
    const files: AirportFiles = {};
    for (const name of FILES) files[name] = JSON.parse(await readFile(path(name), 'utf8'));
    for (const edit of edits) edit(files);
    for (const name of FILES) await writeFile(path(name), JSON.stringify(files[name]));
    return surveys;
  }

  private async manyi(surveys: string, ...parameters: readonly string[]): Promise<string> {
    const place = {
      MANYI_DATABASE: `sqlite:${databaseFile(this.folder)}`,
      MANYI_KEYS: join(this.folder, 'keys.json'),
      MANYI_SURVEYS: surveys,
    };
    const { status, printed } = await manyiWith(place, ...parameters);
    if (status !== 0) throw new Error(`manyi ${parameters.join(' ')}: ${printed}`);
    return printed;
  }

  /** Imports and publishes the passengers as those of the year; returns what is published. */
  async publish(
    year: string,
    passengers: readonly Passenger[],
    edits: readonly Edit[] = [],
  ): Promise<Release> {
    const surveys = await this.surveys(edits);
    const columns = Object.keys(passengers[0]!);
    const lines = passengers.map((each) =>
      columns.map((column) => (column === 'year' ? year : each[column])).join(','),
    );
    const file = join(this.folder, `passengers-${year}.csv`);
    await writeFile(file, [columns.join(','), ...lines].join('\n'));
    await this.manyi(
      surveys,
      'import',
      '--programme',
      PROGRAMME,
      '--mapping',
      'sfo-2014-2018',
      '--file',
      file,
    );
    const printed = await this.manyi(surveys, 'publish', `airport-${year}`);
    const hash = /\b[0-9a-f]{64}\b/.exec(printed)![0];
    const shown = await this.manyi(surveys, 'release', 'show', hash);
    return JSON.parse(shown.slice(shown.indexOf('{'))) as Release;
  }
}

/** The passengers as estimation has them, by the mapping of the programme. */
export async function rowsOf(passengers: readonly Passenger[]): Promise<readonly ResponseRow[]> {
  const path = join('surveys', PROGRAMME, 'imports', 'sfo-2014-2018.json');
  const { items } = JSON.parse(await readFile(path, 'utf8')) as {
    items: Record<string, { column: string; range?: [number, number]; codes?: Record<string, any> }>;
  };
  return passengers.map((each, at): ResponseRow => {
    const answers = Object.entries(items).flatMap(([item, { column, range, codes = {} }]) => {
      const code = each[column] ?? '';
      const number = Number(code);
      const isPoint = range !== undefined && code !== '' && number >= range[0] && number <= range[1];
      const answer: unknown = Object.hasOwn(codes, code) ? codes[code] : isPoint ? number : undefined;
      return answer === undefined || answer === null ? [] : [[item, answer]];
    });
    return {
      id: String(at).padStart(6, '0'),
      contentHash: String(at),
      mode: each['method']!,
      area: each['area']!,
      weight: Number(each['weight']),
      stratum: each['strata']!,
      primaryUnit: each['run']!,
      answers: Object.fromEntries(answers) as Answers,
    };
  });
}
