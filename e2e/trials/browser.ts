import { chromium, type Browser } from '@playwright/test';

/** Chromium, closed whatever happens to the work; a reason to skip where there is none. */
export async function withBrowser<Result>(
  work: (browser: Browser) => Promise<Result>,
): Promise<Result | { readonly skipped: string }> {
  const executablePath = process.env['MANYI_BROWSER'];
  if (executablePath === undefined) return { skipped: 'there is no Chromium here; npm test installs one' };
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
