import { sha256 } from '../keys/sha256.ts';
import type { StoredDocument } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/** Documents are what their hash says. */
export const storedDocuments: Begin = (complain) => ({
  name: 'documents',
  of: 'document',
  see: {
    document({ hash, body }: StoredDocument) {
      if (sha256(body) !== hash) complain(`document ${hash} holds other content than its hash says`);
    },
  },
});
