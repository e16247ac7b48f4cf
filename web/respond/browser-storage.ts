/** What is kept on this device. Where the browser allows no storage, it lasts as long as the page. */
export interface DeviceStorage {
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: unknown) => void;
  readonly remove: (key: string) => void;
  readonly keys: (prefix: string) => readonly string[];
}

type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  readonly keys: () => readonly string[];
};

/**
 * Private windows throw on the mere mention of `localStorage`, full ones on writing.
 *
 * @param drawer `sessionStorage`: what is kept lasts as long as the tab, reloads included
 */
export function deviceStorage(drawer: 'localStorage' | 'sessionStorage' = 'localStorage'): DeviceStorage {
  const page = pageDrawer();
  let device: Drawer | undefined;
  try {
    const storage = window[drawer];
    device = {
      getItem: (key) => storage.getItem(key),
      setItem: (key, text) => storage.setItem(key, text),
      removeItem: (key) => storage.removeItem(key),
      keys: () => Object.keys(storage),
    };
  } catch {
    device = undefined;
  }
  return {
    read(key) {
      try {
        return JSON.parse(page.getItem(key) ?? device?.getItem(key) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      const text = JSON.stringify(value);
      try {
        if (!device) throw new Error('no storage');
        device.setItem(key, text);
        page.removeItem(key);
      } catch {
        page.setItem(key, text);
      }
    },
    remove(key) {
      page.removeItem(key);
      device?.removeItem(key);
    },
    keys: (prefix) => [
      ...new Set([...page.keys(), ...(device?.keys() ?? [])].filter((key) => key.startsWith(prefix))),
    ],
  };
}

function pageDrawer(): Drawer {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    keys: () => [...texts.keys()],
  };
}
