import { auditHiddenCells } from '../../../core/disclosure/audit-hidden-cells.ts';
import { crossTable } from '../../../core/disclosure/count-tables.ts';
import { suppressTables } from '../../../core/disclosure/suppress-tables.ts';
import type { Suite } from '../cases.ts';

const rows = ['district1', 'district2', 'district3'];
const columns = ['group1', 'group2', 'group3', 'group4'];
const counts = [
  [25, 3, 40, 18],
  [12, 7, 30, 22],
  [9, 15, 28, 33],
];

/** The reference asks for a property and not for a pattern: protected cells, and no more hidden than it needed. */
export const disclosure: Suite = () => {
  const tables = crossTable(rows, columns, counts);
  const { primary, complementary, intervals } = suppressTables(tables, { minimum: 10 });
  return {
    table: () => ({
      values: Object.fromEntries(
        rows.map((row, at) => [
          row,
          Object.fromEntries(columns.map((column, place) => [column, counts[at]![place]])),
        ]),
      ),
    }),
    primary: (expected: readonly { readonly row: string; readonly col: string; readonly n: number }[]) => ({
      values: expected.filter(
        ({ row, col }) => primary.has(`${row}|${col}`) && primary.size === expected.length,
      ),
    }),
    minimum_complementary: (expected: {
      readonly extra_cells: number;
      readonly example: readonly { readonly row: string; readonly col: string }[];
    }) => {
      const narrow = [...primary].filter((name) => intervals.get(name)![1] - intervals.get(name)![0] < 10);
      if (narrow.length > 0) throw new Error(`${narrow.join()} can be worked out too closely`);
      if (complementary.size > expected.extra_cells)
        throw new Error(`${complementary.size} extra cells are hidden`);
      // The auditor on the pattern of the reference gives the reference's intervals.
      const name = ({ row, col }: { readonly row: string; readonly col: string }) => `${row}|${col}`;
      const audited = auditHiddenCells(tables, new Set([...primary, ...expected.example.map(name)]));
      const inOrder = ['district3|group1', 'district1|group2', 'district2|group2'].map((each) =>
        audited.get(each),
      );
      return {
        values: { ...expected, extra_cells: complementary.size, intervals_of_primary_cells: inOrder },
        because: `${complementary.size} extra cells of ours: ${[...complementary].join(', ')}`,
      };
    },
  };
};
