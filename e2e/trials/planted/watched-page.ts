import type { Browser, BrowserContext, Page } from '@playwright/test';

/** What a page did that nobody of ours told it to. */
export interface Misdeeds {
  readonly dialogs: number;
  /** Elements and attributes that none of our pages has. */
  readonly strangers: readonly string[];
  /** What the policy of the page had to stop. */
  readonly violations: readonly string[];
  /** Addresses elsewhere that the browser asked for. */
  readonly fetched: readonly string[];
}

const QUIET_MILLISECONDS = 100;

/** A page of a browser that notes what planted texts get done. */
export class WatchedPage {
  readonly page: Page;
  readonly #origin: string;
  #dialogs = 0;
  #violations: string[] = [];
  #fetched: string[] = [];
  #underWay = 0;
  #quietSince = 0;

  private constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    page.on('dialog', (dialog) => {
      this.#dialogs += 1;
      void dialog.dismiss().catch(() => undefined);
    });
    const over = () => {
      this.#underWay -= 1;
      this.#quietSince = performance.now();
    };
    page.on('requestfinished', over);
    page.on('requestfailed', over);
    page.on('console', (message) => {
      const text = message.text();
      if (/content security policy|\bCSP\b/i.test(text)) this.#violations.push(text.slice(0, 160));
    });
    page.on('request', (request) => {
      this.#underWay += 1;
      const address = request.url();
      if (/^https?:/.test(address) && !address.startsWith(this.#origin)) this.#fetched.push(address);
    });
  }

  /** Resolves when the page has asked for nothing for a moment. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('load');
    this.#quietSince = performance.now();
    while (this.#underWay > 0 || performance.now() - this.#quietSince < QUIET_MILLISECONDS) {
      await this.page.waitForTimeout(10);
    }
  }

  static async open(browser: Browser, origin: string, cookie = ''): Promise<WatchedPage> {
    const context = await browser.newContext({ locale: 'zh-CN' });
    await signIn(context, origin, cookie);
    return new WatchedPage(await context.newPage(), origin);
  }

  /** What was done since the last time, with what stands in the page now. */
  async misdeeds(): Promise<Misdeeds> {
    const strangers = await this.page.evaluate(() => {
      const mayNotBe =
        'iframe, object, embed, base, meta[http-equiv], math, video, details[ontoggle], [src*="planted"], ' +
        '[href*="planted.invalid"], [href^="javascript:"], [action*="planted"], img[src="x"], script:not([src^="/assets/"]):not([type="application/json"])';
      const found = [...document.querySelectorAll(mayNotBe)].map((each) => each.outerHTML.slice(0, 120));
      const styles = [...document.querySelectorAll('style')].filter((each) => /planted/.test(each.innerHTML));
      const handlers = [...document.querySelectorAll('*')].flatMap((each) =>
        [...each.attributes]
          .filter(({ name }) => name.startsWith('on'))
          .map(({ name }) => `${each.tagName} ${name}`),
      );
      return [...found, ...styles.map(() => 'a style'), ...handlers];
    });
    const misdeeds = {
      dialogs: this.#dialogs,
      strangers,
      violations: this.#violations,
      fetched: this.#fetched,
    };
    this.#dialogs = 0;
    this.#violations = [];
    this.#fetched = [];
    return misdeeds;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

export function didSomething({ dialogs, strangers, violations, fetched }: Misdeeds): boolean {
  return dialogs + strangers.length + violations.length + fetched.length > 0;
}

async function signIn(context: BrowserContext, origin: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  if (value !== '') await context.addCookies([{ name, value, url: origin }]);
}
