/** Where text stops being JSON, and what is wrong there; `undefined` when nothing is. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** The line itself, shortened. */
  readonly quoted: string;
  readonly message: string;
}

const LONGEST_QUOTE = 60;

const tokens = {
  space: /[ \t\r\n]+/y,
  string: /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y,
  literal: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y,
};

type Expected = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'comma' | 'end';

const wanted: Readonly<Record<Expected, string>> = {
  value: 'a value is expected here; is there a comma too many before it?',
  firstValue: 'a value or ] is expected here',
  key: 'a name in double quotes is expected here; is there a comma too many before it?',
  firstKey: 'a name in double quotes or } is expected here',
  colon: 'a colon is expected here',
  comma: 'a comma or the closing bracket is expected here; is a comma missing before it?',
  end: 'nothing may follow here',
};

/**
 * Engines tell the place of an error in ways of their own, some in none, so it is looked for here: token by
 * token, in one pass, with a list of open brackets instead of recursion.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const take = (token: RegExp): boolean => {
    token.lastIndex = at;
    if (!token.test(text)) return false;
    at = token.lastIndex;
    return true;
  };
  const closed = () => (open.length === 0 ? 'end' : 'comma') satisfies Expected;
  for (;;) {
    take(tokens.space);
    const mark = text[at];
    if (mark === undefined) return expected === 'end' ? undefined : ended(text, open);
    if ((expected === 'firstKey' && mark === '}') || (expected === 'firstValue' && mark === ']')) {
      at++;
      open.pop();
      expected = closed();
    } else if (expected === 'value' || expected === 'firstValue') {
      if (mark === '{' || mark === '[') {
        at++;
        open.push(mark);
        expected = mark === '{' ? 'firstKey' : 'firstValue';
      } else if (take(tokens.string) || take(tokens.literal)) expected = closed();
      else return fault(text, at, unreadable(mark) ?? wanted[expected]);
    } else if (expected === 'key' || expected === 'firstKey') {
      if (!take(tokens.string)) return fault(text, at, unreadable(mark) ?? wanted[expected]);
      expected = 'colon';
    } else if (expected === 'colon' && mark === ':') {
      at++;
      expected = 'value';
    } else if (expected === 'comma' && mark === ',') {
      at++;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (expected === 'comma' && mark === (open.at(-1) === '{' ? '}' : ']')) {
      at++;
      open.pop();
      expected = closed();
    } else return fault(text, at, foreign(mark) ?? wanted[expected]);
  }
}

function unreadable(mark: string): string | undefined {
  if (mark === '"') return 'this text has no closing quote on its line, or a backslash that is none of JSON';
  return foreign(mark);
}

/** Marks that word processors and Chinese keyboards put where JSON wants its own. */
function foreign(mark: string): string | undefined {
  if ('“”‘’，：；｛｝'.includes(mark)) return `${mark} is no mark of JSON; type it in half width: " , : { }`;
  return mark === "'" ? 'JSON has double quotes only' : undefined;
}

function ended(text: string, open: readonly string[]): JsonFault {
  const bracket = open.at(-1);
  const message = bracket ? `the file ends before its last ${bracket} is closed` : 'the file is empty';
  return fault(text, text.trimEnd().length, message);
}

function fault(text: string, at: number, message: string): JsonFault {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  const end = text.indexOf('\n', at);
  const line = text.slice(start, end === -1 ? undefined : end).trim();
  const quoted = line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
  return { line: before.split('\n').length, column: at - start + 1, quoted, message };
}
