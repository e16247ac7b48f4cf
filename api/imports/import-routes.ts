import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { ReadableStream } from 'node:stream/web';
import { Hono } from 'hono';
import * as v from 'valibot';
import { queryOf } from '../http/body.ts';
import { authorize } from '../access/authorize.ts';
import { takesBytes } from '../http/body-limit.ts';
import type { Deps, Env } from '../deps.ts';
import { importResponses } from './import-responses.ts';
import type { ImportProgress } from './import-progress.ts';
import { MOST_FILE_BYTES, receiveFile } from './receive-file.ts';
import { finishedProgress, undoImport } from './undo-import.ts';
import { oneAtATime } from '../long-work/one-at-a-time.ts';
import { createPlaces } from '../long-work/places.ts';
import { Problem } from '../problems.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { described } from '../http/described.ts';
import { listOf } from '../http/reply-schema.ts';
import { importBegunReply, importProgressReply } from './import-replies.ts';
import { json } from '../http/json-reply.ts';

const csvBody = {
  requestBody: {
    required: true,
    content: { 'text/csv': { schema: { type: 'string' as const } } },
  },
};
const importQuery = v.object({ mapping: v.exactOptional(v.string()), fileName: v.exactOptional(v.string()) });

export function importRoutes(deps: Deps) {
  /** Those of this process; finished ones are read from the storage. */
  const runs = new Map<string, { readonly programme: string; progress: ImportProgress }>();
  const places = createPlaces({ inAll: 6, each: 2 });
  const line = oneAtATime();

  return new Hono<Env>()
    .post(
      '/programmes/:programme/imports',
      takesBytes(MOST_FILE_BYTES),
      described(
        'Read in a CSV file of past answers by a mapping; the body is the file',
        { 202: importBegunReply },
        csvBody,
      ),
      queryOf(importQuery),
      async (c) => {
        const { programme } = c.req.param();
        const actor = authorize(c.get('actor'), 'imports.manage', programme);
        const loaded = deps.programmes.get(programme);
        const query = c.req.valid('query');
        const mapping = loaded?.mappings.get(query.mapping ?? '');
        if (!loaded || !mapping) throw new Problem('notFound');
        const body = c.req.raw.body;
        if (!body)
          throw new Problem('malformedRequest', { details: ['body: send the CSV file as the body'] });
        const fileName = (query.fileName ?? 'file.csv').slice(0, 200);
        if (!isStorableText(fileName)) throw new Problem('malformedRequest');
        const giveBack = places.take(actor.user);
        const received = receiveFile(body as ReadableStream<Uint8Array>, deps.temporaryDirectory);
        received.catch(giveBack);
        const { path, hash } = await received;
        const id = randomUUID();
        const run = { programme, progress: beginning(id, fileName) };
        runs.set(id, run);
        const wanted = {
          programme: loaded.programme,
          mapping,
          path,
          fileName,
          fileHash: hash,
          by: actor,
        };
        line(() => importResponses(deps, wanted, (progress) => void (run.progress = progress), id))
          .catch((error: unknown) => {
            deps.log.error({ err: error, import: id }, 'import failed');
            const reason = 'the import failed and nothing was stored; try again';
            run.progress = { ...run.progress, state: 'refused', problems: [{ line: 1, reason }] };
          })
          .finally(() => {
            giveBack();
            forgetAllBut(runs, MOST_REMEMBERED);
            return rm(path, { force: true });
          });
        return json(c, { id }, 202);
      },
    )
    .get(
      '/programmes/:programme/imports',
      described('Imports of a programme', { 200: listOf(importProgressReply) }),
      async (c) => {
        const { programme } = c.req.param();
        authorize(c.get('actor'), 'imports.manage', programme);
        return json(c, (await deps.storage.imports(programme)).map(finishedProgress));
      },
    )
    .get('/imports/:id', described('How far an import is', { 200: importProgressReply }), async (c) => {
      const id = c.req.param('id');
      const run = runs.get(id);
      const stored = await deps.storage.import(id);
      const programme = run?.programme ?? stored?.programme;
      if (programme === undefined) throw new Problem(c.get('actor') ? 'notFound' : 'notSignedIn');
      authorize(c.get('actor'), 'imports.manage', programme);
      const isOver = stored !== undefined && stored.state !== 'running';
      return json(c, isOver || !run ? finishedProgress(stored!) : run.progress);
    })
    .delete(
      '/imports/:id',
      described('Undo an import nothing was published from', { 204: 'nothing' }),
      async (c) => {
        const stored = await deps.storage.import(c.req.param('id'));
        if (!stored) throw new Problem(c.get('actor') ? 'notFound' : 'notSignedIn');
        const actor = authorize(c.get('actor'), 'imports.manage', stored.programme);
        if (stored.state === 'running') throw new Problem('wrongWaveState');
        await undoImport(deps, stored.id, actor);
        return c.body(null, 204);
      },
    );
}

/** Of those that were refused nothing is stored; what was wrong with the last ones can still be read. */
const MOST_REMEMBERED = 100;

/** Those begun first go first. */
function forgetAllBut(runs: Map<string, unknown>, most: number): void {
  for (const id of runs.keys()) {
    if (runs.size <= most) return;
    runs.delete(id);
  }
}

function beginning(id: string, fileName: string): ImportProgress {
  return { id, fileName, state: 'checking', rowsRead: 0, rowsStored: 0, problems: [], waves: [] };
}
