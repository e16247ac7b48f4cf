import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { surveySchemas } from './survey-schemas.ts';

/** Writes `docs/schema/`, from the root of the repository. A test holds the folder to be what this writes. */
const folder = join('docs', 'schema');

await mkdir(folder, { recursive: true });
for (const [name, text] of surveySchemas()) await writeFile(join(folder, name), text);
