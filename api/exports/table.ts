import type { MissingAnswer } from '../../core/questionnaire/answer.ts';

/** What stands in a table: a value, a reason why there is none, or nothing, where it was not asked or is not known. */
export type Cell = string | number | boolean | MissingAnswer | null;

/** What a format makes of the cells of one part of a row: of one item, in most cases. */
export type MakePart<Made> = (columns: readonly string[], cells: readonly Cell[]) => Made;

/** All responses of a wave, whatever format they are handed out in. */
export interface ResponseTable {
  readonly columns: readonly string[];
  /**
   * The rows, as they come from the database, in what `make` makes of their parts: parts are filled together, an item's
   * variables for example, and stand in the order of the columns. Of equal answers to one item it is asked once, since
   * a million people give the same few.
   */
  readonly pages: <Made>(make: MakePart<Made>) => AsyncIterable<readonly (readonly Made[])[]>;
}
