import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { temporaryFolder } from '../children.ts';
import { Promises } from '../promises.ts';
import { freePort, startServer } from '../server.ts';
import { bodyOf, call, newResponse, openSurvey, pathOf } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { cellsIn, runsAsFormula } from './spreadsheet.ts';

const BATCHES = 30;
const OF_A_BATCH = 10;
const separators = { comma: ',', semicolon: ';', tab: '\t' };

/** What begins a formula, what ends a cell or a row, and what may stand around them. */
const pieces = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', ';', ',', '"', "'", ' ', '　'];
const harmless = ['1', '-3', 'A1', 'SUM(A1)', '满意', '|', '!', '\u00a0', '\u200b', 'x'];
const texts = fc
  .array(fc.constantFrom(...pieces, ...pieces, ...harmless), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

export const formulas: Trial = {
  name: 'formulas',
  promise:
    'No cell of an export is a formula, whether it is opened with commas, semicolons or tabs; numbers stay numbers, and no row is missing.',
  async run({ choose, random }) {
    const promises = new Promises();
    const folder = await temporaryFolder('formulas');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const seed = Math.floor(random() * 2 ** 31);
    const [...answers] = fc.sample(texts, { seed, numRuns: choose(20_000, 1500) });
    const labels = fc.sample(texts, { seed: seed + 1, numRuns: 3 * BATCHES });
    const invitations = await issue(labels);
    const put = async (text: string, invitation?: string) => {
      const response = { ...newResponse(), ...(invitation === undefined ? {} : { invitation }) };
      const body = bodyOf(survey, { ...response, answers: { ...response.answers, SH_W2: text } });
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(server.address + pathOf(survey, response.id), {
        method: 'PUT',
        headers,
        body,
      });
      await reply.arrayBuffer();
      return reply.status;
    };
    const statuses: Record<number, number> = {};
    for (let at = 0; at < answers.length; at += 50) {
      const some = answers.slice(at, at + 50);
      const came = await Promise.all(some.map((text, number) => put(text, invitations[at + number])));
      for (const status of came) statuses[status] = (statuses[status] ?? 0) + 1;
    }
    for (const step of ['close', 'seal']) {
      await call(server, 'POST', `/api/waves/${survey.wave}/${step}`, {}, survey.evaluator);
    }
    const file = Buffer.from(await (await survey.download(server)).arrayBuffer()).toString('utf8');
    await server.stop();

    promises.expect(file.startsWith('\ufeff'), 'nothing says that the export is in UTF-8');
    let looked = 0;
    for (const [name, separator] of Object.entries(separators)) {
      const bad = cellsIn(file.slice(1), separator).filter((cell) => {
        looked += 1;
        return runsAsFormula(cell);
      });
      const shown = JSON.stringify(bad.slice(0, 3).map((cell) => cell.slice(0, 40)));
      promises.expect(bad.length === 0, `opened by ${name}, ${bad.length} cells are formulas: ${shown}`);
    }
    const stored = statuses[201] ?? 0;
    const rows = (parse(file.slice(1)) as readonly (readonly string[])[]).slice(1);
    const ids = new Set(rows.map(([id]) => id));
    promises.expect(
      rows.length === stored && ids.size === stored,
      `${stored} answers were stored, and the export has ${rows.length} rows of ${ids.size} ids`,
    );
    promises.expect(stored > answers.length / 2, `only ${stored} of ${answers.length} texts were stored`);
    promises.expect(/,20\.5,/.test(file), 'the weight is no number any more');
    promises.tell(`${stored} texts and ${labels.length} labels in an export, ${looked} cells looked at`);
    return promises;

    async function issue(labels: readonly string[]): Promise<readonly string[]> {
      const tokens: string[] = [];
      for (let at = 0; at < labels.length; at += 3) {
        // Labels are trimmed, may not be empty, and hold nothing like the address of a mailbox.
        const [name, stratum, primaryUnit] = labels
          .slice(at, at + 3)
          .map((label) => `${label.replaceAll('@', '=')}.`);
        const batch = { name, stratum, primaryUnit, weight: 20.5, count: OF_A_BATCH };
        const path = `/api/waves/${survey.wave}/invitation-batches`;
        const reply = await call(server, 'POST', path, batch, survey.evaluator);
        const { links } = (await reply.json()) as { links: readonly string[] };
        tokens.push(...links.map((link) => link.split('/').at(-1)!));
      }
      return tokens;
    }
  },
};
