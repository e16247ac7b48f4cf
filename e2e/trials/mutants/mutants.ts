import type { Mutant } from './mutant.ts';

/** Drawn from the promises, not from the trials: each promise can be broken in a way that somebody would notice. */
export const mutants: readonly Mutant[] = [
  {
    name: 'refuses-everything',
    broken: 'every answer is refused with 409',
    trial: 'kill',
    isQuick: true,
    patches: [
      {
        file: 'api/responses/response-routes.ts',
        find: 'const recorded = await recordResponse(deps, wave, id, sent);',
        replace: `if (sent) return new Response('{"code":"responseConflict"}', { status: 409, headers });
          const recorded = await recordResponse(deps, wave, id, sent);`,
      },
    ],
  },
  {
    name: 'invitations-for-ever',
    broken: 'an invitation is never used up',
    trial: 'same-again',
    patches: [
      {
        file: 'api/storage/sqlite/hold-response.ts',
        find: 'UPDATE invitations SET is_used = 1',
        replace: 'UPDATE invitations SET is_used = 0',
      },
    ],
  },
  {
    name: 'acknowledges-early',
    broken: 'an answer is acknowledged before it is committed',
    trial: 'power-loss',
    patches: [
      {
        file: 'api/responses/intake/intake.ts',
        find: 'const outcomes = await storage.recordResponses(',
        replace: `for (const { resolve } of batch) resolve('recorded');
      const outcomes = await storage.recordResponses(`,
      },
    ],
  },
  {
    name: 'exits-at-once',
    broken: 'SIGTERM ends the process at once',
    trial: 'stop',
    isQuick: true,
    patches: [
      {
        file: 'api/command-line/serve-command.ts',
        find: "manyi.deps.log.info({ signal }, 'stopping');",
        replace: 'process.exit(0);',
      },
    ],
  },
  {
    name: 'freezes-now-and-then',
    broken: 'one request in 200 keeps everybody waiting for 2 s',
    trial: 'fuzz',
    patches: [
      {
        file: 'api/app.ts',
        find: 'app.use(plainPath);',
        replace: `let requests = 0;
  app.use((c, next) => {
    requests += 1;
    for (const end = Date.now() + 2000; requests % 200 === 0 && Date.now() < end; );
    return next();
  });
  app.use(plainPath);`,
      },
    ],
  },
  {
    name: 'loses-a-column',
    broken: 'the weight of a response is neither stored nor backed up',
    trial: 'backup',
    patches: [{ file: 'api/storage/tables/responses.ts', find: "    weight: 'real',\n", replace: '' }],
  },
  {
    name: 'backup-without-imports',
    broken: 'a backup forgets the imports',
    trial: 'backup',
    patches: [
      {
        file: 'api/storage/sqlite/archive.ts',
        find: 'const { kind, of } = listed.archive;',
        replace: "const { kind, of } = listed.archive; if (kind === 'import') continue;",
      },
    ],
  },
  {
    name: 'one-receipt-for-all',
    broken: 'everybody gets the same receipt',
    trial: 'same-again',
    patches: [
      {
        file: 'api/responses/record-response.ts',
        find: 'const receipt = receiptOf(deps.keys, wave.id, stored.id);',
        replace: "const receipt = receiptOf(deps.keys, wave.id, '');",
      },
    ],
  },
  {
    name: 'looking-uses-up',
    broken: 'who only looks at the page of an invitation has used it up',
    trial: 'same-again',
    patches: [
      {
        file: 'api/storage/sqlite/invitations.ts',
        find: 'const used = isUsed.get(wave, tokenHash);',
        replace: `const used = isUsed.get(wave, tokenHash);
      spent.add(tokenHash);`,
      },
      {
        file: 'api/storage/sqlite/invitations.ts',
        find: 'export function sqliteInvitations(',
        replace: `const spent = ((globalThis as { spent?: Set<string> }).spent ??= new Set());
export function sqliteInvitations(`,
      },
      {
        file: 'api/responses/record-response.ts',
        find: "if (!responseIdForm.test(id)) throw new Problem('malformedResponseId');",
        replace: `const seen = (globalThis as { spent?: Set<string> }).spent;
  if (sent.invitation && seen?.has(hashToken(sent.invitation))) throw new Problem('invitationUsed');
  if (!responseIdForm.test(id)) throw new Problem('malformedResponseId');`,
      },
    ],
  },
  {
    name: 'late-as-in-time',
    broken: 'an answer that came after the wave was closed is not marked late',
    trial: 'closing',
    patches: [
      {
        file: 'api/storage/sqlite/record-response.ts',
        find: 'insert.run(row);',
        replace: 'insert.run({ ...row, isLate: 0 });',
      },
    ],
  },
  {
    name: 'keeps-what-leads-to-persons',
    broken: 'numbers of telephones are stored as they were typed',
    trial: 'secrets',
    patches: [
      {
        file: 'core/questionnaire/personal-data.ts',
        find: 'export function maskPersonalData(text: string): string {',
        replace: `export function maskPersonalData(text: string): string {
  if (text !== '') return text;`,
      },
    ],
  },
  {
    name: 'outlives-signing-out',
    broken: 'a session goes on after signing out',
    trial: 'access',
    isQuick: true,
    patches: [
      {
        file: 'api/access/session.ts',
        find: 'await forgetSession(c, deps, actor && ',
        replace: 'if (!deps) await forgetSession(c, deps, actor && ',
      },
    ],
  },
  {
    name: 'forgets-who-may',
    broken: 'an official may do what an evaluator may',
    trial: 'access',
    patches: [
      {
        file: 'api/access/roles.ts',
        find: "actions: ['waves.read', 'releases.read'],",
        replace: "actions: ['waves.read', 'releases.read', 'responses.read', 'estimates.read'],",
      },
    ],
  },
  {
    name: 'title-as-markup',
    broken: 'the title of a wave is written as markup on the first page',
    trial: 'scripts',
    patches: [
      {
        file: 'web/home/Home.svelte',
        find: '{textIn(survey.title, language)}',
        replace: '{@html textIn(survey.title, language)}',
      },
    ],
  },
  {
    name: 'formulas-behind-separators',
    broken: 'a formula behind a semicolon in a text is left one',
    trial: 'formulas',
    patches: [
      {
        file: 'core/csv.ts',
        find: 'const behind = /[;\\t\\r\\n]/.test(value)',
        replace: "const behind = value === ''",
      },
    ],
  },
  {
    name: 'glues-statements',
    broken: 'what is looked for on the audit chain is glued into the statement',
    trial: 'injection',
    patches: [
      {
        file: 'api/storage/sqlite/audit.ts',
        find: "const wanted = conditionsOf(filter).join(' AND ');",
        replace:
          "const wanted = conditionsOf(filter).join(' AND ').replace('@action', () => `'${filter.action}'`);",
      },
    ],
  },
  {
    name: 'fetches-what-is-written',
    broken: 'the server fetches a file by the name it is given',
    trial: 'outbound',
    patches: [
      {
        file: 'api/imports/import-routes.ts',
        find: "if (!isStorableText(fileName)) throw new Problem('malformedRequest');",
        replace: 'void fetch(fileName).catch(() => undefined);',
      },
    ],
  },
  {
    name: 'portal-is-a-receipt',
    broken: 'any reply with a status of success is taken for a receipt',
    trial: 'phone',
    patches: [
      {
        file: 'web/respond/sending/delivery-of.ts',
        find: 'return storedBy(reply.status, body) ?? refusedBy',
        replace: `if (reply.status < 300) return { kind: 'stored', receipt: 'AAAA-BBBB', disposition: 'complete' };
  return storedBy(reply.status, body) ?? refusedBy`,
      },
    ],
  },
  {
    name: 'keeps-the-log',
    broken: 'what was erased stays in the log of the database',
    trial: 'retention',
    patches: [{ file: 'api/command-line/retain-command.ts', find: 'await storage.compact();', replace: ';' }],
  },
  {
    name: 'tells-officials-of-one',
    broken: 'officials read the exact count of an open wave',
    trial: 'frozen',
    patches: [
      {
        file: 'api/fieldwork/counts-for-readers.ts',
        find: 'return count < LEAST_SHOWN ? 0 : ROUNDED_TO * Math.round(count / ROUNDED_TO);',
        replace: 'return count;',
      },
    ],
  },
  {
    name: 'shows-small-cells',
    broken: 'a figure of fewer than ten is published',
    trial: 'frozen',
    patches: [
      {
        file: 'core/release/make/sealed-figures.ts',
        find: "isAsked ? (hidden.get(key) ?? reasonOf(figure)) : 'notAsked'",
        replace: "(isAsked ? undefined : 'notAsked') as SealedFigure['hidden']",
      },
      {
        file: 'core/release/print/printed-cell.ts',
        find: "if (!isEstimable(estimate) || standing === 'suppressed') return",
        replace: 'if (!isEstimable(estimate)) return',
      },
    ],
  },
  {
    name: 'moves-in-order-of-arrival',
    broken: 'held answers become responses in the order in which they came',
    trial: 'linker',
    patches: [
      {
        file: 'api/storage/sqlite/held-responses.ts',
        find: 'AND key > ? ORDER BY key LIMIT ?`',
        replace: 'AND key > ? ORDER BY rowid LIMIT ?`',
      },
      {
        file: 'api/storage/sqlite/held-responses.ts',
        find: 'for (const response of byId(moved))',
        replace: 'for (const response of moved)',
      },
    ],
  },
  {
    name: 'holds-as-long-as-it-is',
    broken: 'a held answer is as long as what was said',
    trial: 'linker',
    patches: [
      {
        file: 'api/keys/held-answers.ts',
        find: 'padded(JSON.stringify(packed(response)))',
        replace: "Buffer.from(JSON.stringify(packed(response)), 'utf8')",
      },
    ],
  },
  {
    name: 'holds-under-the-id',
    broken: 'a held answer is kept under the id of the response it becomes',
    trial: 'linker',
    patches: [
      {
        file: 'api/keys/held-answers.ts',
        find: "return keys.mac('holding', canonicalJson(['key', wave, id]));",
        replace: 'return id;',
      },
    ],
  },
  {
    name: 'locks-per-process',
    broken: 'each process counts wrong passwords for itself',
    trial: 'guesses',
    patches: [
      {
        file: 'api/access/attempts.ts',
        find: 'if (!(await storage.tryToCount(limits, now, since))) {',
        replace: `const counts = ((globalThis as { counts?: Map<string, number> }).counts ??= new Map());
  const isOver = limits.some(({ key, most }) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key)! > most;
  });
  if (isOver) {`,
      },
    ],
  },
  {
    name: 'export-without-last-page',
    broken: 'an export lacks what was read from the database last',
    trial: 'formulas',
    patches: [
      {
        file: 'api/exports/response-table.ts',
        find: 'for await (const page of responsesToTell(storage, wave)) {',
        replace: `const pages = [];
  for await (const page of responsesToTell(storage, wave)) pages.push(page);
  if (pages.length > 1) pages.pop();
  for (const page of pages) {`,
      },
    ],
  },
  {
    name: 'drafts-are-answered',
    broken: 'a wave that is a draft takes answers',
    trial: 'closing',
    patches: [
      {
        file: 'api/storage/sqlite/hold-response.ts',
        find: "(state = 'open' OR",
        replace: "(state IN ('open', 'draft') OR",
      },
      {
        file: 'api/fieldwork/remembered-waves.ts',
        find: "return kind === 'survey' && state !== 'draft';",
        replace: "return kind === 'survey' && state !== undefined;",
      },
    ],
  },
  {
    name: 'breaks-seals',
    broken: 'whether a backup is what was sealed is not looked at',
    trial: 'backup',
    patches: [{ file: 'api/archive/sealed-stream.ts', find: 'decipher.final();', replace: '' }],
  },
  {
    name: 'forgets-used-recovery-codes',
    broken: 'a recovery code can be used again',
    trial: 'backup',
    patches: [
      {
        file: 'api/access/sign-in.ts',
        find: 'return storage.useRecoveryCode(user.id, recoveryCodeHash(keys, user.id, code), event);',
        replace: 'return event !== undefined;',
      },
    ],
  },
  {
    name: 'checks-passwords-in-the-way',
    broken: 'a password is checked in the thread that serves everybody',
    trial: 'flood',
    patches: [
      {
        file: 'api/access/sign-in.ts',
        find: "if (!isStorableText(name)) throw new Problem('wrongPassword');",
        replace: `if (!isStorableText(name)) throw new Problem('wrongPassword');
  for (const end = Date.now() + 20; Date.now() < end; );`,
      },
    ],
  },
  {
    name: 'forms-are-new-each-time',
    broken: 'a form posted again without script is stored again',
    trial: 'same-again',
    patches: [
      {
        file: 'api/responses/respond-routes.ts',
        find: 'await recordResponse(deps, model.wave.id, model.responseId, {',
        replace: 'await recordResponse(deps, model.wave.id, crypto.randomUUID(), {',
      },
    ],
  },
  {
    name: 'keeps-when-it-came',
    broken: 'the moment an invited answer came is kept with it',
    trial: 'linker',
    patches: [
      {
        file: 'api/responses/record-response.ts',
        find: 'const held = heldContentOf(deps.keys, response);',
        replace: 'const held = heldContentOf(deps.keys, { ...response, durationBand: `${deps.clock()}` });',
      },
    ],
  },
  {
    name: 'hides-the-few-alone',
    broken: 'cells of few answers are hidden, and nothing beside them from which they follow',
    trial: 'attacker',
    isInTrial: true,
    patches: [
      {
        file: 'core/release/disclose/hide-cells.ts',
        find: "    ...[...complements].map((key): [string, Hiding] => [key, 'complement']),",
        replace: '',
      },
    ],
  },
  {
    name: 'satisfied-from-anywhere',
    broken: 'a line goes on over another threshold of satisfaction',
    trial: 'releases',
    isInTrial: true,
    patches: [
      {
        file: 'core/release/define/compared-definitions.ts',
        find: 'if (before.hash === now.hash) return [];',
        replace: 'if (before.hash === now.hash || before.parts.threshold !== now.parts.threshold) return [];',
      },
    ],
  },
];
