/**
 * | reason        | means                                                          | then                    |
 * |---------------|----------------------------------------------------------------|-------------------------|
 * | `busy`        | another process holds the database, or a deadlock was broken   | nothing stored; again   |
 * | `full`        | no room on the disk                                            | nothing stored; again when there is room |
 * | `unreachable` | the connection broke or there is none                          | perhaps stored; sending again tells |
 * | `broken`      | reading or syncing failed: what is on the disk is not known    | stop, look, restart     |
 */
export type StorageTrouble = 'busy' | 'full' | 'unreachable' | 'broken';
export class StorageError extends Error {
  readonly reason: StorageTrouble;
  constructor(reason: StorageTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
    this.reason = reason;
  }
}
