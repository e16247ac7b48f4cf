import type { InferOutput } from 'valibot';
import type { importProgressReply } from './import-replies.ts';

export type ImportProgress = Readonly<InferOutput<typeof importProgressReply>>;
export type RowProblem = Readonly<ImportProgress['problems'][number]>;
