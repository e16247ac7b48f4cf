import * as v from 'valibot';
import { conventionSchema, type Convention } from '../indices/conventions/conventions.ts';
import { indicatorSchema } from '../indices/methods/methods.ts';
import type { IndexNode, IndexTree } from '../indices/index-tree.ts';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema, type LocalText } from '../questionnaire/local-text.ts';

/**
 * A node of the index tree as a programme declares it. Weights are shares of the parent and sum to 1 among the children that count;
 * `"equal"` stands for 1/k, never for a rounded .1667. A diagnostic node is shown and not counted.
 */
export interface DeclaredNode extends IndexNode {
  readonly title: LocalText;
  readonly children?: readonly DeclaredNode[];
  /** The named item its satisfaction rate is about (rule 8); a leaf's is its own item. */
  readonly overallItem?: string;
  /** Departments: one leads and is judged, others support and are shown. */
  readonly lead?: readonly string[];
  readonly support?: readonly string[];
}

const nodeSchema: v.GenericSchema<DeclaredNode> = v.lazy(() =>
  v.strictObject({
    name: nameSchema,
    title: localTextSchema,
    weight: v.exactOptional(v.union([v.pipe(v.number(), v.minValue(0), v.maxValue(1)), v.literal('equal')])),
    isDiagnostic: v.exactOptional(v.boolean()),
    item: v.exactOptional(nameSchema),
    children: v.exactOptional(v.pipe(v.array(nodeSchema), v.minLength(1))),
    overallItem: v.exactOptional(nameSchema),
    lead: v.exactOptional(v.array(nameSchema)),
    support: v.exactOptional(v.array(nameSchema)),
  }),
);

/** An index file: the tree, its convention, and the indicators beside it. */
export const indexFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  name: nameSchema,
  title: localTextSchema,
  convention: conventionSchema,
  alternatives: v.exactOptional(v.array(conventionSchema)),
  /** Satisfied means this point of the scale or above (7 of 1-10). */
  satisfiedFrom: v.number(),
  root: nodeSchema,
  indicators: v.exactOptional(v.array(indicatorSchema)),
});
export type IndexFile = v.InferOutput<typeof indexFileSchema>;

/** The index of a form as it was declared: the tree, and what is printed with it. */
export interface DeclaredIndex extends IndexTree {
  readonly name: string;
  readonly title: LocalText;
  readonly alternatives: readonly Convention[];
  readonly satisfiedFrom: number;
  readonly root: DeclaredNode;
}
