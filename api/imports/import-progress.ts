/** How far an import is. Bad rows are named by line and reason; with one bad row nothing is stored. */
export interface ImportProgress {
  readonly id: string;
  readonly fileName: string;
  readonly state: 'checking' | 'storing' | 'done' | 'refused' | 'undone';
  readonly rowsRead: number;
  readonly rowsStored: number;
  /** Known when all rows have been checked. */
  readonly rowsTotal?: number;
  readonly problems: readonly RowProblem[];
  readonly waves: readonly string[];
}

export interface RowProblem {
  /** As an editor counts: the header is line 1. */
  readonly line: number;
  readonly reason: string;
}
