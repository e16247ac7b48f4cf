// A page that a script has taken over changes in its place, but for what stands in the page itself: its style, which is
// put there, and the words it was given, with which it begins anew where it was. Any other page is drawn anew.
import.meta.hot?.on('manyi:pages', async () => {
  const isTakenOver = document.querySelector('#model, #app') !== null;
  const drawn = isTakenOver ? await drawnAnew() : undefined;
  if (!drawn || textOf(document, '#model') !== textOf(drawn, '#model')) location.reload();
  else document.querySelector('style')!.textContent = textOf(drawn, 'style');
});

async function drawnAnew(): Promise<Document> {
  const reply = await fetch(location.href);
  return new DOMParser().parseFromString(await reply.text(), 'text/html');
}

function textOf(page: Document, part: string): string {
  return page.querySelector(part)?.textContent ?? '';
}
