import { between, oneOf } from '../chance.ts';
import type { ResponseToSend } from '../survey.ts';

/** A submission that went wrong somewhere on its way, or was never meant well. */
export interface Fuzzed {
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** A valid submission to start from. */
export interface Valid {
  readonly response: ResponseToSend;
  readonly path: string;
  readonly body: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Random = () => number;

/** Changes one to three things, each at one of the three heights at which a request can be wrong. */
export function mutate(valid: Valid, random: Random): Fuzzed {
  let value = JSON.parse(valid.body) as Json;
  for (let times = between(random, 0, 2); times >= 0; times -= 1) value = mutateSubmission(value, random);
  const text = random() < 0.8 ? JSON.stringify(value) : oneOf(random, textMutations)(valid.body, random);
  const bytes = Buffer.from(text);
  return {
    path: random() < 0.9 ? valid.path : oneOf(random, pathMutations)(valid.path),
    body: random() < 0.9 ? bytes : oneOf(random, byteMutations)(bytes, random),
    headers: random() < 0.9 ? {} : oneOf(random, headerMutations),
  };
}

/** The same for the body of any route. */
export function mutateBody(valid: string, random: Random): Buffer {
  let value = JSON.parse(valid) as Json;
  for (let times = between(random, 0, 2); times > 0; times -= 1) value = mutateValue(value, random);
  const text = random() < 0.8 ? JSON.stringify(value) : oneOf(random, textMutations)(valid, random);
  const bytes = Buffer.from(text);
  return random() < 0.9 ? bytes : oneOf(random, byteMutations)(bytes, random);
}

export function strangeText(random: Random): string {
  return oneOf(random, [...strangeKeys, '\u202e', '=1+1', '../..', '<script>', '%', '١', 'ß', '𠮷']);
}

/** Mostly among the answers: what is wrong outside them is refused before anybody reads them. */
function mutateSubmission(value: Json, random: Random): Json {
  const hasAnswers = typeof value === 'object' && value !== null && 'answers' in value;
  if (!hasAnswers || random() < 0.2) return mutateValue(value, random);
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return withoutPrototype(
    entries.map(([key, each]) => [key, key === 'answers' ? mutateValue(each, random) : each]),
  );
}

/** Replaces, adds or removes something somewhere in the value. */
function mutateValue(value: Json, random: Random): Json {
  const isInner = typeof value === 'object' && value !== null;
  if (!isInner || random() < 0.05) return strangeValue(random);
  if (Array.isArray(value)) return [...(value as readonly Json[]), strangeValue(random)];
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const [key, old] = entries.length > 0 ? oneOf(random, entries) : ['', null];
  const change = between(random, 0, 4);
  if (change === 4) return withoutPrototype([...entries, [oneOf(random, items), likelyValue(random)]]);
  if (change === 0) return withoutPrototype(entries.filter(([name]) => name !== key));
  if (change === 1) return withoutPrototype([...entries, [oneOf(random, strangeKeys), strangeValue(random)]]);
  return withoutPrototype(entries.map(([name, each]) => [name, name === key ? replaced(old, random) : each]));
}

function replaced(old: Json, random: Random): Json {
  return random() < 0.5 ? likelyValue(random) : mutateValue(old, random);
}

/** `__proto__` becomes a key like any other, so that it is sent. */
function withoutPrototype(entries: readonly (readonly [string, Json])[]): Json {
  const record = Object.create(null) as Record<string, Json>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

const strangeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'toJSON',
  'then',
  'length',
  '',
  ' ',
  '0',
  'answers',
  'invitation',
  'durationBand',
  'missing',
  '\u0000',
  '\ud800',
  'SH_A3_sat ',
  'sh_a3_sat',
  'S3_street[0]',
  'a.b.c',
  '$where',
  "'; DROP TABLE responses; --",
  'x'.repeat(5000),
];

const items = ['SH_A4_disc', 'SH_food', 'SH_reason', 'SH_problem', 'SH_P1', 'SH_W1', 'SH_W2', 'SH_W3'];

/** What some question takes, though perhaps not this one. */
function likelyValue(random: Random): Json {
  return oneOf<Json>(random, [
    ...[0, 1, 5, 6, 7, 10, 11],
    ...['yes', 'no', 'under18', '30-39', 'notResident', 'food', 'none', 'event', '满意'],
    ...['notUsed', 'dontKnow', 'refused'].map((missing) => ({ missing })),
    ...[[], ['food'], ['food', 'daily'], ['none', 'event'], ['food', 'food']],
  ]);
}

/** What a careless server would put on every object; were it so, the next healthy answer would show it. */
const pollution: Json = {
  durationBand: 'over30',
  invitation: 'polluted',
  isPolluted: true,
  mode: 'interview',
  outcome: 'polluted',
};

function strangeValue(random: Random): Json {
  return oneOf<() => Json>(random, [
    () => null,
    () => true,
    () => oneOf(random, [0, -1, 1e21, 1e308, 5e-324, 2 ** 53, -0, 0.1, 8.5, 11, -3.5]),
    () =>
      oneOf(random, [
        '',
        ' ',
        '8',
        'yes',
        'NaN',
        '\u0000',
        '\ud800',
        '\udc00x',
        '\u202e',
        '\ufeff',
        '\u0085',
      ]),
    () => '满'.repeat(between(random, 1, 5000)),
    () => 'x'.repeat(between(random, 1, 50_000)),
    () => [],
    () => Array.from({ length: between(random, 1, 2000) }, (_, index) => index),
    () => ({}),
    () => ({ missing: oneOf(random, ['notUsed', 'refused', 'toString', '__proto__']) }),
    () => pollution,
    () => withoutPrototype([['__proto__', pollution]]),
    () => withoutPrototype([['constructor', { prototype: pollution }]]),
    () => nested(between(random, 10, 2000)),
  ])();
}

function nested(depth: number): Json {
  let value: Json = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { answers: value };
  return value;
}

const textMutations: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, between(random, 0, text.length)),
  (text, random) => text + oneOf(random, ['}', ',', 'null', '\u0000', text]),
  (text) => text.replace('{', '{"answers":{},'),
  (text) => text.replace('{', '{"__proto__":{"invitation":"polluted","durationBand":"over30"},'),
  (text) => text.replaceAll(':8', ':1e999'),
  (text) => text.replaceAll(':8', `:${'9'.repeat(3000)}`),
  (text) => text.replaceAll(':8', ':08'),
  (text) => text.replaceAll('"', "'"),
  (text) => text.replaceAll('满', '\\ud83d'),
  (text) => text.replaceAll('满', '\\u0000'),
  () => '['.repeat(50_000),
  () => '{"answers":'.repeat(10_000),
  () => '',
];

const byteMutations: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let times = 0; times < 5; times += 1) {
      changed[between(random, 0, Math.max(0, changed.length - 1))] = between(random, 0, 255);
    }
    return changed;
  },
  (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  (bytes) => Buffer.concat([bytes, Buffer.from([0xc3, 0x28, 0xff, 0xfe])]),
  (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  (bytes) => Buffer.from(bytes.toString().replace('满意', '\u00ff\u00fe'), 'latin1'),
];

const pathMutations: readonly ((path: string) => string)[] = [
  (path) => path.toUpperCase(),
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}%00`,
  (path) => path.replace('/responses', '%2Fresponses'),
  (path) => path.replace('/responses', '/../responses'),
  (path) => path.replace('/responses', '/%2e%2e/responses'),
  (path) => path.replace('/waves', '//waves'),
  (path) => path.replace(/[^/]+$/, '__proto__'),
  (path) => path.replace(/[^/]+$/, '%ff%fe'),
  (path) => path.replace(/[^/]+$/, 'x'.repeat(4000)),
  (path) => path.replace(/waves\/[^/]+/, 'waves/constructor'),
  (path) => path.replace(/waves\/[^/]+/, 'waves/%E0%A4%A'),
  (path) => `${path}?__proto__[isPolluted]=1&lang=%00`,
];

const headerMutations: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': '' },
  { 'content-type': 'application/json;'.repeat(100) },
  { 'content-encoding': 'gzip' },
  { 'accept-encoding': 'br;q=nonsense, \t*' },
  { 'accept-language': '*'.repeat(2000) },
  { 'x-forwarded-proto': 'javascript' },
  { cookie: 'manyi_session=%00; __proto__=1' },
  { expect: '100-continue' },
  { range: 'bytes=0-0' },
  { 'if-none-match': '*' },
];
