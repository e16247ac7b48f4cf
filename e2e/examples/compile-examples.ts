import { resolve } from 'node:path';
import ts from 'typescript';

/** An example as a file of its own, with the imports it needs. */
export interface ExampleFile {
  /** Nothing is written there. */
  readonly path: string;
  readonly example: string;
  /** For each name of the example that is exported, the file that does. */
  readonly homes: ReadonlyMap<string, string>;
}

const base = resolve(import.meta.dirname, '../../tsconfig.base.json');

/** What the compiler says about examples, with the strictness of the product: a sentence each. */
export function compileExamples(examples: readonly ExampleFile[]): readonly string[] {
  const { config } = ts.readConfigFile(base, (path) => ts.sys.readFile(path)) as {
    readonly config: { readonly compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    // Imports of an example do not tell types from values.
    {
      ...config.compilerOptions,
      verbatimModuleSyntax: false,
      isolatedModules: false,
      lib: ['ES2023'],
      types: [],
    },
    base,
  );
  const texts = new Map(examples.map((example) => [example.path, moduleOf(example)]));
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    getSourceFile: (path, languageVersion) => {
      const text = texts.get(path);
      return text === undefined
        ? host.getSourceFile(path, languageVersion)
        : ts.createSourceFile(path, text, languageVersion);
    },
  });
  return examples.flatMap(({ path }) => {
    const file = program.getSourceFile(path)!;
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ messageText, start = 0 }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${path}: ${message} (${file.text.slice(start).split('\n')[0]})`;
    });
  });
}

function moduleOf({ example, homes }: ExampleFile): string {
  const imports = [...homes].map(([name, home]) => `import { ${name} } from '${home}';`);
  return `${imports.join('\n')}\n{\n${example}\n}\nexport {};\n`;
}
