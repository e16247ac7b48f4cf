import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { surveySchemas } from './survey-schemas.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'docs/schema');

describe('docs/schema', () => {
  it('holds exactly the schemas of the survey files', async () => {
    expect((await readdir(folder)).sort()).toEqual([...surveySchemas().keys()].sort());
  });

  it.each([...surveySchemas()])('has the current %s (else run `npm run schemas`)', async (name, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, name));
  });

  it('is where every survey file says its schema is', async () => {
    const files = (await readdir(join(root, 'surveys'), { recursive: true }))
      // How made-up people answer is no part of what is asked; its file has no schema to edit by.
      .filter((file) => file.endsWith('.json') && !file.endsWith('simulation.json'))
      .map((file) => join(root, 'surveys', file));
    const schemas = await Promise.all(
      files.map(async (file) => {
        const { $schema } = JSON.parse(await readFile(file, 'utf8')) as { $schema: string };
        return resolve(dirname(file), $schema);
      }),
    );
    const known = [...surveySchemas().keys()].map((name) => join(folder, name));
    expect(files.length).toBeGreaterThan(0);
    expect(schemas.filter((schema) => !known.includes(schema))).toEqual([]);
  });
});
