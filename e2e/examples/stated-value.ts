import ts from 'typescript';
import { relativeDifference } from '../../core/numeric/relative-difference.ts';

/** A value as an example states it: whether another is the same, as far as it is printed. */
export type Stated = (actual: unknown) => boolean;

/**
 * Reads what stands behind `//`: a literal, and after ` = ` or ` (` a remark. Undefined where it is none.
 *
 * | literal             | the same is                                                                     |
 * |---------------------|---------------------------------------------------------------------------------|
 * | `8`, `0.5`          | the number, but for rounding of the last digits of a double                     |
 * | `1.111`             | what rounds to it: a fraction printed with three significant digits or more     |
 * | `[1, 2]`            | an array, plain or typed, of these elements; with `...` at the end, and others  |
 * | `{ n: 2 }`          | an object of these keys; with `...` at the end, and others                      |
 * | `'met'`, `true` ... | the value itself                                                                |
 */
export function readStated(comment: string): Stated | undefined {
  for (const { index } of comment.matchAll(/ = | \(|$/g)) {
    const stated = readLiteral(comment.slice(0, index));
    if (stated !== undefined) return stated;
  }
  return undefined;
}

function readLiteral(literal: string): Stated | undefined {
  const text = `(${literal.replace(/\.\.\.(?=\s*[\]}])/g, '...others')})`;
  if (ts.transpileModule(text, { reportDiagnostics: true }).diagnostics!.length > 0) return undefined;
  const [statement, ...more] = ts.createSourceFile('', text, ts.ScriptTarget.Latest, true).statements;
  if (statement === undefined || more.length > 0 || !ts.isExpressionStatement(statement)) return undefined;
  return ts.isParenthesizedExpression(statement.expression)
    ? read(statement.expression.expression)
    : undefined;
}

const words = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['NaN', NaN],
  ['Infinity', Infinity],
]);

function read(node: ts.Node): Stated | undefined {
  const text = node.getText();
  if (words.has(text)) return (actual) => Object.is(actual, words.get(text));
  if (ts.isStringLiteral(node)) return (actual) => actual === node.text;
  if (ts.isNumericLiteral(node)) return (actual) => typeof actual === 'number' && agrees(actual, text);
  if (ts.isArrayLiteralExpression(node)) return readArray(node.elements);
  if (ts.isObjectLiteralExpression(node)) return readObject(node.properties);
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken) return undefined;
  const positive = read(node.operand);
  return positive && ((actual) => typeof actual === 'number' && positive(-actual));
}

function agrees(actual: number, printed: string): boolean {
  const [mantissa = '', exponent = '0'] = printed.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const isRounded = fraction !== '' && (whole + fraction).replace(/^0+/, '').length >= 3;
  const half = isRounded ? 0.5 * 10 ** (Number(exponent) - fraction.length) : 0;
  const expected = Number(printed);
  return Math.abs(actual - expected) <= half || relativeDifference(actual, expected) <= 1e-12;
}

function readArray(elements: readonly ts.Expression[]): Stated | undefined {
  const hasOthers = elements.at(-1)?.kind === ts.SyntaxKind.SpreadElement;
  const stated = (hasOthers ? elements.slice(0, -1) : elements).map(read);
  if (!stated.every((each) => each !== undefined)) return undefined;
  return (actual) => {
    if (!Array.isArray(actual) && !ArrayBuffer.isView(actual)) return false;
    const values = Array.from(actual as ArrayLike<unknown>);
    if (hasOthers ? values.length <= stated.length : values.length !== stated.length) return false;
    return stated.every((isSame, at) => isSame(values[at]));
  };
}

function readObject(properties: readonly ts.ObjectLiteralElementLike[]): Stated | undefined {
  const hasOthers = properties.at(-1)?.kind === ts.SyntaxKind.SpreadAssignment;
  const stated = new Map<string, Stated>();
  for (const property of hasOthers ? properties.slice(0, -1) : properties) {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return undefined;
    const value = read(property.initializer);
    if (value === undefined) return undefined;
    stated.set(property.name.text, value);
  }
  return (actual) => {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
    const size = Object.keys(actual).length;
    if (hasOthers ? size <= stated.size : size !== stated.size) return false;
    return [...stated].every(
      ([key, isSame]) => key in actual && isSame((actual as Record<string, unknown>)[key]),
    );
  };
}
