import './browser-gaps.ts';
import type { PhoneModel } from './phone-model.ts';

/**
 * The script the page names. The form is complete without it, so it only waits until the first screen is drawn
 * and then fetches what takes over. Where that cannot be had, the form goes on being posted.
 */
async function enhance(): Promise<void> {
  const model = document.getElementById('model');
  const target = document.getElementById('respond');
  if (!model || !target) return;
  const application = await import('./take-over.ts').catch(() => undefined);
  application?.takeOver(JSON.parse(model.textContent) as PhoneModel, target);
}

// Two frames: the first callback runs before the first paint, the second after it.
requestAnimationFrame(() => requestAnimationFrame(() => void enhance()));
