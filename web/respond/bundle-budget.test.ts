import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadSurveys } from '../../api/programmes/load-surveys.ts';
import { createPages } from '../pages.ts';
import { sampleModel } from './sample-model.ts';

const root = join(import.meta.dirname, '..', '..');
const MOST_FIRST_KILOBYTES = 20;
const MOST_LATER_KILOBYTES = 30;
/** One TCP initial window: what arrives without waiting for the phone's first acknowledgement. */
const MOST_PAGE_BYTES = 14_600;

const kilobytes = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + brotliCompressSync(text).length, 0) / 1000;

describe('what a phone has to load', () => {
  let first: readonly Rolldown.OutputChunk[] = [];
  let later: readonly Rolldown.OutputChunk[] = [];
  let page = '';

  beforeAll(async () => {
    // Otherwise Svelte comes along with its warnings for developers.
    vi.stubEnv('NODE_ENV', 'production');
    const built = (await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      mode: 'respond',
      logLevel: 'error',
      build: { write: false },
    })) as Rolldown.RolldownOutput;
    const chunks = built.output.filter((file) => file.type === 'chunk');
    const entry = chunks.find((chunk) => chunk.isEntry);
    first = chunks.filter((chunk) => chunk === entry || entry?.imports.includes(chunk.fileName));
    later = chunks.filter((chunk) => !first.includes(chunk));
    const { programmes } = await loadSurveys(join(root, 'surveys'));
    const form = programmes.flatMap(({ forms }) => forms).find(({ name }) => name === 'short');
    if (!form) throw new Error('surveys/ has no short form to measure');
    const scripts = first.map(({ fileName }) => `/${fileName}`);
    const none = { scripts: [], styleSheets: [] };
    const pages = createPages({ respond: { scripts, styleSheets: [] }, staff: none });
    page = pages.respond({ ...sampleModel, questionnaire: form.questionnaire }).html;
  }, 60_000);
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  const code = (chunks: readonly Rolldown.OutputChunk[]) => chunks.map((chunk) => chunk.code);

  it('is at most 20 KB for the page of the short form with its script', () => {
    expect(kilobytes([page, ...code(first)])).toBeLessThanOrEqual(MOST_FIRST_KILOBYTES);
  });

  it('is a page that fits into one flight', () => {
    expect(brotliCompressSync(page).length).toBeLessThanOrEqual(MOST_PAGE_BYTES);
  });

  it('is at most 30 KB for everything that follows', () => {
    expect(later.length).toBeGreaterThan(0);
    expect(kilobytes(code(later))).toBeLessThanOrEqual(MOST_LATER_KILOBYTES);
  });

  it('contains nothing that only a server or an evaluator needs', () => {
    const modules = [...first, ...later].flatMap((chunk) => chunk.moduleIds);
    expect(modules.some((path) => path.includes('core/questionnaire/routing.ts'))).toBe(true);
    const forbidden =
      /valibot|chart\.js|core\/(estimation|indices|weighting|programme|release)\/|\/api\/|questionnaire\/parse\//;
    expect(modules.filter((path) => forbidden.test(path))).toEqual([]);
    expect(code([...first, ...later]).join('')).not.toContain('~standard');
  });
});
