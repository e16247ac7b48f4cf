import ts from 'typescript';

/** An export of a source file with the examples of its doc comment and of those of its members. */
export interface DocumentedExport {
  readonly name: string;
  /** It can be run, so an example can show what comes of it. Constants, types and what returns nothing cannot. */
  readonly isRunnable: boolean;
  readonly examples: readonly string[];
}

export function exportsOf(source: string): readonly DocumentedExport[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.map((declaration) => ({
      name: (declaration as ts.NamedDeclaration).name!.getText(),
      isRunnable: isRunnable(declaration),
      examples: [declaration, ...membersOf(declaration)].flatMap(examplesAbove),
    }));
  });
}

function membersOf(declaration: ts.Node): readonly ts.Node[] {
  return ts.isClassLike(declaration) || ts.isInterfaceDeclaration(declaration)
    ? [...declaration.members]
    : [];
}

function examplesAbove(node: ts.Node): readonly string[] {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === 'example')
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
}

function isRunnable(declaration: ts.Node): boolean {
  if (ts.isFunctionDeclaration(declaration)) return declaration.type?.kind !== ts.SyntaxKind.VoidKeyword;
  if (ts.isClassDeclaration(declaration)) return true;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  const { initializer } = declaration;
  return ts.isArrowFunction(initializer) || hasMethods(initializer);
}

/** Such as a convention or a method of `indices`: an object of functions. */
function hasMethods(initializer: ts.Expression): boolean {
  if (!ts.isObjectLiteralExpression(initializer)) return false;
  return initializer.properties.some(
    (property) =>
      ts.isMethodDeclaration(property) ||
      (ts.isPropertyAssignment(property) && ts.isArrowFunction(property.initializer)),
  );
}

/** The names an example uses, but for those of properties. */
export function namesIn(example: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node)) visit(node.initializer);
    else node.forEachChild(visit);
  };
  visit(ts.createSourceFile('example.ts', example, ts.ScriptTarget.Latest));
  return names;
}
