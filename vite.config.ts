import { builtinModules } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';

/** The oldest browsers Svelte takes over in; older ones use the form without script. */
const oldestBrowsers = ['chrome87', 'safari14'];

/** For the phone: one page, one small script. */
const respond: UserConfig = {
  build: {
    outDir: 'dist/browser',
    emptyOutDir: false,
    copyPublicDir: false,
    target: oldestBrowsers,
    modulePreload: false,
    manifest: 'respond-manifest.json',
    rollupOptions: {
      input: 'web/respond/enhance.ts',
      treeshake: {
        // A question type stands beside the schema of its file. The calls that make schemas do nothing else,
        // and no phone reads a file, so they and valibot stay behind.
        manualPureFunctions: ['v'],
        propertyReadSideEffects: false,
        // Svelte's element classes would come along for the sake of one assignment nobody uses.
        moduleSideEffects: (id) => /respond\/(enhance|browser-gaps)\.ts$/.test(id),
      },
    },
  },
};

const staff: UserConfig = {
  build: {
    outDir: 'dist/browser',
    emptyOutDir: false,
    copyPublicDir: false,
    target: oldestBrowsers,
    manifest: 'staff-manifest.json',
    rollupOptions: { input: 'web/shell/main.ts' },
  },
};

/** The server and the command line, with the pages drawn in. Packages stay in node_modules. */
const server: UserConfig = {
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    cssTarget: oldestBrowsers,
    cssMinify: 'lightningcss',
    rollupOptions: {
      input: {
        manyi: 'api/command-line/manyi.ts',
        'sqlite-writer': 'api/storage/sqlite/writer/worker.ts',
        'estimator-worker': 'api/estimates/estimator-worker.ts',
        'password-worker': 'api/access/password-worker.ts',
      },
      external: builtinModules,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** What is tried and measured, for Node 20, which runs no TypeScript. */
const proof: UserConfig = {
  build: {
    ssr: true,
    outDir: 'dist/proof',
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    sourcemap: true,
    rollupOptions: {
      input: { trials: 'e2e/trials/main.ts', bench: 'e2e/benchmarks/main.ts' },
      external: builtinModules,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** Reference numbers are compared by a script of their own, which needs no server. */
const golden: UserConfig = {
  build: {
    ...proof.build,
    outDir: 'dist/golden',
    rollupOptions: {
      ...proof.build?.rollupOptions,
      input: { golden: 'e2e/golden/main.ts' },
    },
  },
};

const builds: Readonly<Record<string, UserConfig>> = { respond, staff, server, proof, golden };

/** Tests that put the whole application together; those of single engines choose theirs by themselves. */
function testsOfTheApplication(): readonly string[] {
  const isOfOneEngine = /^(storage|verify|demonstration)\b/;
  return readdirSync('api', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !isOfOneEngine.test(file))
    .filter((file) => /from '[./]*\/testing\.ts'/.test(readFileSync(`api/${file}`, 'utf8')))
    .map((file) => `api/${file}`);
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  ...builds[mode],
  test: {
    // The style stands in the page, and tests weigh it.
    css: true,
    // Long enough for a busy machine; none of them measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['{core,api,web,surveys,e2e}/**/*.test.ts'] },
      },
      {
        // What talks to the whole application does so on the other engine too.
        extends: true,
        test: {
          name: 'postgres',
          include: [...testsOfTheApplication()],
          env: { MANYI_TEST_ENGINE: 'postgres' },
          globalSetup: 'api/storage/postgres/testing/test-server.ts',
        },
      },
    ],
  },
}));
