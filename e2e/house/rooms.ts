import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type Import } from './imports.ts';

/** A row of a table of docs/architecture.md: a room and the rooms it may import. */
export interface Room {
  readonly name: string;
  readonly imports: readonly string[];
}

const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');

/** The table under a heading: the first cell names the room, the last what it may import. */
export function roomsUnder(heading: string): readonly Room[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0];
  if (section === undefined) throw new Error(`docs/architecture.md has no heading "${heading}"`);
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const cells = line.split('|').slice(1, -1);
      return { name: namesIn(cells[0]!)[0]!, imports: namesIn(cells.at(-1)!) };
    });
}

function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!.replace(/\/$/, ''));
}

/** Files of a folder that stand in no room of it. */
export const LOOSE = 'loose';

/** Arrows among the rooms of a folder, each with an import that makes it; what stands in no room is nobody's room. */
export function arrowsAmong(folder: string, imports: readonly Import[]): ReadonlyMap<string, Import> {
  const arrows = new Map<string, Import>();
  for (const each of imports) {
    const from = roomOf(folder, each.from);
    const to = roomOf(folder, each.to);
    if (from !== undefined && to !== undefined && from !== to && from !== LOOSE && to !== LOOSE) {
      arrows.set(`${from} -> ${to}`, each);
    }
  }
  return arrows;
}

export function roomOf(folder: string, path: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined;
  const [room, ...inside] = path.slice(folder.length + 1).split('/');
  return inside.length > 0 ? room : LOOSE;
}

export function declaredArrows(rooms: readonly Room[]): readonly string[] {
  return rooms.flatMap(({ name, imports }) => imports.map((to) => `${name} -> ${to}`));
}
