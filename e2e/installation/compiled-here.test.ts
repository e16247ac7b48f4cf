import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What better-sqlite3 runs before it compiles. */
function askForReadyMade(path: string) {
  const variables = { PATH: path, CXX: '', MAKE: '', PYTHON: '', npm_config_python: '' };
  return spawnSync(process.execPath, ['tools/compiled-here/compiled-here.mjs'], {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });
}

describe('the native module', () => {
  it('is never fetched ready-made', () => {
    expect(askForReadyMade(process.env['PATH'] ?? '').status).toBe(1);
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const named = Object.entries(lock.packages).filter(([path]) => path.endsWith('/prebuild-install'));
    expect(named.map(([, { resolved }]) => resolved)).toEqual(['tools/compiled-here']);
  });

  it('says which tools are missing where it cannot be compiled', () => {
    const { status, stderr } = askForReadyMade('/nowhere');
    expect(status).toBe(1);
    expect(stderr).toContain('lacks a C++ compiler, make, python3');
  });
});
