import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testManyi } from './testing.ts';

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, Reply>>;
}
interface Reply {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

const intro = `# Routes

Every route of the API with what it takes and replies, written from the application by \`npm run schemas\`; the schemas in full are in \`GET /api/openapi.json\`. [api.md](api.md) goes through the commonest. Whatever is refused comes as a [problem](problems.md). A name with a question mark may be left out.
`;

/** What is in it, by name. */
function inWords(schema: Schema | undefined): string {
  if (schema === undefined) return '';
  if (schema.anyOf) return schema.anyOf.map(inWords).join(', or ');
  if (schema.type === 'array') return `a list of ${inWords(schema.items)}`;
  if (schema.properties) {
    const required = new Set(schema.required);
    const names = Object.keys(schema.properties).map((name) => (required.has(name) ? name : `${name}?`));
    return `\`{ ${names.join(', ')} }\``;
  }
  return `a ${schema.type ?? 'value'}`;
}

const lineOf = (status: string, { content }: Reply) => {
  const [media, { schema } = {}] = Object.entries(content ?? {})[0] ?? [];
  if (media === undefined) return `- ${status}: nothing`;
  return `- ${status}: ${media === 'application/json' ? inWords(schema) : `\`${media}\``}`;
};

function routeInWords(method: string, path: string, operation: Operation): string {
  const { summary, description, security, parameters = [], requestBody, responses } = operation;
  const query = parameters.filter((each) => each.in === 'query').map(({ name }) => `\`${name}\``);
  const [media, { schema } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return [
    `## ${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    '',
    `${summary}.${description === undefined ? '' : ` ${description}`}${security?.length === 0 ? ' Open to everybody.' : ''}`,
    '',
    ...(query.length === 0 ? [] : [`- takes, behind the question mark: ${query.join(', ')}`]),
    ...(media === undefined
      ? []
      : [`- takes ${media === 'application/json' ? inWords(schema) : `\`${media}\``}`]),
    ...Object.entries(responses)
      .filter(([status]) => status !== 'default')
      .map(([status, reply]) => lineOf(status, reply)),
    '',
  ].join('\n');
}

it('the page on routes has every route, as the application has it', async () => {
  const { app } = await testManyi();
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => routeInWords(method, path, operation)),
  );
  const page = [intro, ...routes].join('\n');
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '..', 'docs', 'routes.md'));
});
