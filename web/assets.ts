/** One application as it was built for the browser: addresses, the entry first. */
export interface BuiltApplication {
  /** The entry module, then the modules it imports at once. */
  readonly scripts: readonly string[];
  readonly styleSheets: readonly string[];
}

export interface Assets {
  readonly respond: BuiltApplication;
  readonly staff: BuiltApplication;
}

/** What Vite writes about each built file: https://vite.dev/guide/backend-integration */
export type BuildManifest = Readonly<
  Record<
    string,
    { readonly file: string; readonly imports?: readonly string[]; readonly css?: readonly string[] }
  >
>;

/**
 * The files a page has to name so that an entry runs without a further round trip: the entry itself, and every
 * module it imports, however deep.
 */
export function builtApplication(manifest: BuildManifest, entry: string): BuiltApplication {
  const files = new Set<string>();
  const styleSheets = new Set<string>();
  const add = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build has no "${key}". Run the build again.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const sheet of chunk.css ?? []) styleSheets.add(sheet);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  add(entry);
  const address = (file: string) => `/${file}`;
  return { scripts: [...files].map(address), styleSheets: [...styleSheets].map(address) };
}

export const RESPOND_ENTRY = 'web/respond/enhance.ts';
export const STAFF_ENTRY = 'web/shell/main.ts';
