import { inspect } from 'node:util';
import ts from 'typescript';
import { readStated } from './stated-value.ts';

/**
 * Runs the statements of an example and compares each expression that has a value beside it, on its line or in the
 * comment below it, with that value. What is not as stated comes back as sentences.
 *
 * @param scope what the names of the example stand for
 */
export function runExample(example: string, scope: Readonly<Record<string, unknown>>): readonly string[] {
  const file = ts.createSourceFile('example.ts', example, ts.ScriptTarget.Latest, true);
  const faults: string[] = [];
  let checks = 0;
  const check = (expression: string, comment: string, actual: unknown): void => {
    checks += 1;
    const isStated = readStated(comment);
    if (isStated === undefined) {
      faults.push(
        `write the value of ${expression} as a literal, and remarks after " = " or " (": ${comment}`,
      );
    } else if (!isStated(actual)) {
      faults.push(`${expression} is ${inspect(actual, { depth: 5 })}, and the example states ${comment}`);
    }
  };
  const body = file.statements.map((statement) => {
    const comment = commentAfter(statement);
    if (comment === undefined) return statement.getText();
    if (!ts.isExpressionStatement(statement)) {
      faults.push(`state values of expressions only, not of ${statement.getText()}`);
      return statement.getText();
    }
    const expression = statement.expression.getText();
    return `check(${JSON.stringify(expression)}, ${JSON.stringify(comment)}, (${expression}));`;
  });
  const { outputText } = ts.transpileModule(`{ ${body.join('\n')} }`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  new Function('check', ...Object.keys(scope), `'use strict'; ${outputText}`)(check, ...Object.values(scope));
  return checks > 0 ? faults : [...faults, 'state a value: end an expression with // and what comes of it'];
}

/** The comment on the line a statement ends on; for an expression without one, the comment lines below it. */
function commentAfter(statement: ts.Statement): string | undefined {
  const text = statement.getSourceFile().text.slice(statement.getEnd());
  const beside = /^[^\S\n]*\/\/(.*)/.exec(text);
  if (beside) return beside[1]!.trim();
  if (!ts.isExpressionStatement(statement)) return undefined;
  const below = /^[^\S\n]*\n((?:[^\S\n]*\/\/.*\n?)+)/.exec(text);
  return below?.[1]!.replace(/^[^\S\n]*\/\//gm, '').trim();
}
