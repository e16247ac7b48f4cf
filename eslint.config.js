import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Folders and what each may not import: the arrows of docs/architecture.md. */
const arrow = (files, forbidden, message) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] },
});

/**
 * Steps that take the square of what somebody sends. What a lint cannot see stands in docs/architecture.md, under
 * "Nobody waits for somebody else".
 */
const loop = ':matches(ForStatement, ForOfStatement, ForInStatement, WhileStatement, DoWhileStatement)';
const copy = ':matches(ArrayExpression, ObjectExpression)';
const squares = [
  {
    selector: `CallExpression[callee.property.name=/^reduce(Right)?$/] > :function.arguments:first-child ${copy} > SpreadElement`,
    message: 'copies what was gathered so far at each step: push, or write into a Map',
  },
  {
    selector: `${loop} AssignmentExpression > ${copy}.right > SpreadElement`,
    message: 'copies what was gathered so far in each turn of a loop: push instead',
  },
  {
    selector: `${loop} CallExpression[callee.property.name='set'] > ${copy} > SpreadElement[argument.type='LogicalExpression']`,
    message: 'copies what was gathered under this key in each turn of a loop: push into it instead',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(filter|find|findIndex|findLast|some|every|flatMap)$/] > :function CallExpression[callee.property.name=/^(indexOf|lastIndexOf|findIndex)$/]',
    message: 'looks through a list for each entry of a list: make a Set or a Map first',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', ...squares],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'window', 'document', 'console', 'setTimeout'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'randomness is a parameter' },
        { object: 'Date', property: 'now', message: 'the clock is a parameter' },
      ],
    },
  },
  arrow(
    ['core/**/*.ts'],
    ['**/api/**', '**/web/**', 'node:*', 'hono*', 'svelte*'],
    'core is pure and knows nobody',
  ),
  arrow(
    ['web/respond/**'],
    ['chart.js*', '**/core/estimation/**', '**/core/indices/**', 'valibot'],
    'too heavy for a phone',
  ),
);
