/** Content-addressed canonical JSON: what a wave was opened with, and releases. Never changed, never removed. */
export interface DocumentStorage {
  putDocuments(documents: readonly StoredDocument[]): Promise<void>;
  document(hash: string): Promise<string | undefined>;
}
export interface StoredDocument {
  readonly hash: string;
  readonly body: string;
}
