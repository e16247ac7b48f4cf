import { describe, expect, it } from 'vitest';
import { type Files, faultsAfter, root, text } from './sample-programme.ts';

const indexFaults: readonly [string, (files: Files) => void, string][] = [
  [
    'weights that do not sum to 1',
    (files) => (root(files).children[1].weight = 0.3),
    'north/indices/short.json at root.children: weights under "overall" sum to 0.9; they must sum to 1',
  ],
  [
    'weights that miss 1 by a rounded share',
    (files) => {
      root(files).children[0].weight = 0.6667;
      root(files).children[1].weight = 0.3334;
    },
    'north/indices/short.json at root.children: weights under "overall" sum to 1.0001; they must sum to 1',
  ],
  [
    '"equal" mixed with numbers',
    (files) => (root(files).children[1].weight = 'equal'),
    'north/indices/short.json at root.children: weights under "overall" mix "equal" with numbers; use one kind',
  ],
  [
    'a counted node without a weight',
    (files) => delete root(files).children[1].weight,
    'north/indices/short.json at root.children[1].weight: is missing; give a share of the parent, or "equal", or mark the node isDiagnostic',
  ],
  [
    'a diagnostic node with a weight',
    (files) => root(files).children.push({ ...root(files).children[0], name: 'more', isDiagnostic: true }),
    'north/indices/short.json at root.children[2].weight: "more" is diagnostic and not counted; take out its weight or isDiagnostic',
  ],
  [
    'a leaf with children',
    (files) =>
      (root(files).children[0].children = [{ name: 'x', title: text('x'), weight: 1, item: 'roads' }]),
    'north/indices/short.json at root.children[0]: "roads" has an item and children; give the item a child node of its own',
  ],
  [
    'a node with nothing in it',
    (files) => delete root(files).children[0].item,
    'north/indices/short.json at root.children[0]: "roads" has neither an item nor children; give it one of them',
  ],
  [
    'a node name twice',
    (files) => (root(files).children[1].name = 'roads'),
    'north/indices/short.json at root.children[1].name: "roads" is a node already; names are used once',
  ],
  [
    'a node of an unknown item',
    (files) => (root(files).children[0].item = 'rails'),
    'north/indices/short.json at root.children[0].item: names "rails", no item of the questionnaire "short"',
  ],
  [
    'a node of an item that is not rated',
    (files) => (root(files).children[0].item = 'home'),
    'north/indices/short.json at root.children[0].item: must name a rating or a recommend item; "home" is a single',
  ],
  [
    'an unknown department',
    (files) => (root(files).children[0].lead = ['railways']),
    'north/indices/short.json at root.children[0].lead[0]: names the department "railways", which departments.json lacks',
  ],
  [
    'a department that leads and supports at once',
    (files) => (root(files).children[0].support = ['works']),
    'north/indices/short.json at root.children[0].support[0]: "works" leads this node already; one department has one part in it',
  ],
  [
    'timesTen on a scale of five points',
    (files) => {
      files['indices/short.json'].alternatives = [{ kind: 'timesTen' }];
      files['indices/short.json'].satisfiedFrom = 4;
      root(files).children[0].item = 'calm';
    },
    'north/indices/short.json at alternatives[0]: "timesTen" makes 100 of the point 10, so it cannot score a scale 1-5; use "linear" (item "calm")',
  ],
  [
    'bands that begin above the lowest point',
    (files) =>
      (files['indices/short.json'].convention = {
        kind: 'banded',
        bands: [
          { from: 9, score: 100 },
          { from: 2, score: 0 },
        ],
      }),
    'north/indices/short.json at convention: "banded" has no band at the lowest point of the scale 1-10; begin one at 1 (item "whole")',
  ],
  [
    'a threshold of satisfaction beyond the scale',
    (files) => (files['indices/short.json'].satisfiedFrom = 11),
    'north/indices/short.json at satisfiedFrom: 11 does not divide the scale 1-10 of "whole"; choose a point above its lowest',
  ],
  [
    'awareness of an unknown item',
    (files) => (files['indices/short.json'].indicators[0].items = ['slogan']),
    'north/indices/short.json at indicators[0].items[0]: names "slogan", which is no item of the questionnaire "short"',
  ],
  [
    'awareness of an item without one of the three states',
    (files) => (files['indices/short.json'].indicators[0].heardOf = 'rumour'),
    'north/indices/short.json at indicators[0].items[0]: "campaign" has no option "rumour"',
  ],
  [
    'an act that is no variable',
    (files) => (files['indices/short.json'].indicators[1].acts[0].variable = 'acts'),
    'north/indices/short.json at indicators[1].acts[0].variable: names "acts", which is no variable of the questionnaire "short" (an item of several choices has one for each option, as item_option)',
  ],
  [
    'a problem told by a value nobody can give',
    (files) => (files['indices/short.json'].indicators[2].problem.values = ['maybe']),
    'north/indices/short.json at indicators[2].problem.values[0]: "maybe" is no value of "problem" ("yes", "no")',
  ],
  [
    'a problem told in free words',
    (files) => (files['indices/short.json'].indicators[2].problem.variable = 'wish'),
    'north/indices/short.json at indicators[2].problem.variable: "wish" has no categories; name a variable of choices',
  ],
  [
    'promoters of an item that does not ask to recommend',
    (files) => (files['indices/short.json'].indicators[3].item = 'whole'),
    'north/indices/short.json at indicators[3].item: must name an item of type "recommend"; "whole" is a rating',
  ],
];

describe('index: parseProgramme refuses', () => {
  it.each(indexFaults)('%s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });
});
