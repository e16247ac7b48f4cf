import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problems, retiredProblemCodes } from './problems.ts';

const page = `# Problems

Every problem the API reports, as \`{ code, status, message }\`, some with \`issues\` or \`details\`. A code never changes its meaning, and a retired one is never used again. Programs go by the code; the sentence says what to do, and may be worded anew. This page is written from \`api/problems.ts\` by \`npm run schemas\`.

| code | status | message |
| ---- | ------ | ------- |
${Object.entries(problems)
  .map(([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`)
  .join('\n')}

Retired: ${retiredProblemCodes.length === 0 ? 'none yet' : retiredProblemCodes.join(', ')}.
`;

describe('the page on problems', () => {
  it('lists each of them as it is', async () => {
    await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '..', 'docs', 'problems.md'));
  });
});
