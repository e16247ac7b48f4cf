// npm run dev: the sources as they stand, on this machine alone, with a demonstration of its own in data/development.
// A page follows what is changed in its words and style; the server starts anew when api, core or surveys change.
// `--new` begins with an empty database, `--port <number>` takes another port, `--data <folder>` another folder.
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, install, requireNode, root, say } from './prepare.mjs';

requireNode();
install();

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8080' },
    new: { type: 'boolean', default: false },
    data: { type: 'string', default: join(root, 'data', 'development') },
  },
});
const port = Number(values.port);
const folder = resolve(values.data);
if (values.new) rmSync(folder, { recursive: true, force: true });

const { createServer: createVite, createServerModuleRunner } = await import('vite');
const { getRequestListener } = await import('@hono/node-server');

const server = createServer();
const vite = await createVite({
  root,
  configFile: join(root, 'vite.config.ts'),
  appType: 'custom',
  publicDir: false,
  clearScreen: false,
  logLevel: 'warn',
  server: {
    middlewareMode: true,
    hmr: { server },
    watch: {
      ignored: ['data', 'dist', 'test-results', 'playwright-report'].map((name) => `${join(root, name)}/**`),
    },
  },
  optimizeDeps: { entries: ['web/respond/enhance.ts', 'web/shell/main.ts'] },
});

// One for each, so that a changed page does not start the server anew.
const sources = () => createServerModuleRunner(vite.environments.ssr, { hmr: false });
const ofServer = sources();
const ofPages = sources();

/** The pages last drawn; what is handed to the server looks them up at each call. */
let drawn;
let arePagesOld = true;
let running;
let beginning;
/** Replies on their way: a server ends after them. */
const underway = new Set();

const pages = new Proxy(
  {},
  {
    get: (_, name) => (typeof drawn[name] === 'function' ? (...given) => drawn[name](...given) : drawn[name]),
  },
);

async function drawAnew() {
  arePagesOld = false;
  ofPages.clearCache();
  const { createHotPages } = await ofPages.import('/web/development/hot-pages.ts');
  drawn = createHotPages();
  running?.forgetPages();
}

/** Ends the server that runs and begins it from the sources as they are now. */
async function begin() {
  const before = running;
  running = undefined;
  await Promise.allSettled(underway);
  await before?.close();
  ofServer.clearCache();
  const { openDevelopment } = await ofServer.import('/api/development/open-development.ts');
  if (arePagesOld) await drawAnew();
  running = await openDevelopment(folder, pages);
}

/** One after the other; what is changed meanwhile is begun anew after it. */
function beginAgain() {
  const next = (beginning ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => (beginning === next ? begin() : undefined));
  beginning = next;
  next.catch(tell);
  return next;
}

async function answer(request) {
  try {
    if (arePagesOld) await drawAnew();
    do await beginning;
    while (!running);
    const reply = Promise.resolve(running.fetch(request));
    underway.add(reply);
    return await reply.finally(() => underway.delete(reply));
  } catch (error) {
    tell(error);
    return new Response(`${error?.stack ?? error}\n`, { status: 500 });
  }
}

function tell(error) {
  console.error(error);
}

const isServers = /^(api|core|surveys)\/(?!.*\.(test|contract|test-data)\.ts$)/;
const isPages = /^(web|core)\/(?!.*\.(test|test-data)\.ts$)/;
let pause;
vite.watcher.on('all', (event, path) => {
  if (event === 'addDir' || event === 'unlinkDir') return;
  const name = relative(root, path).split(sep).join('/');
  if (isPages.test(name)) {
    arePagesOld = true;
    vite.environments.client.hot.send('manyi:pages');
  }
  if (!isServers.test(name)) return;
  clearTimeout(pause);
  // A branch that is checked out changes many files: they are one change.
  pause = setTimeout(() => {
    const began = Date.now();
    beginAgain().then(
      () => say(`${name}: started anew in ${Date.now() - began} ms`),
      () => say(`${name}: not started; the next change tries again`),
    );
  }, 30);
});

const listener = getRequestListener(answer);
server.on('request', (request, reply) => vite.middlewares(request, reply, () => listener(request, reply)));
server.on('error', (error) => fail(`Port ${port} cannot be used: ${error.message}`));

await beginAgain().catch(() => process.exit(1));
server.listen(port, '127.0.0.1', () => {
  const here = `http://localhost:${server.address().port}`;
  say(`
  home                     ${here}/
  open survey              ${here}/s/${running.wave}
  signed in as
${running.roles.map((role) => `    ${role.padEnd(22)} ${here}/development/${role}`).join('\n')}

Change a file and look. Ctrl+C stops; npm run dev -- --new begins with an empty database.
`);
});

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    server.closeAllConnections();
    await vite.close();
    await running?.close();
    process.exit(0);
  });
}
