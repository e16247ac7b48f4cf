/** Hands a file made on the page to the person, as a download. */
export function saveFile(name: string, content: Blob | string): void {
  const blob =
    typeof content === 'string' ? new Blob([content], { type: 'text/csv;charset=utf-8' }) : content;
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The download begins after the click has returned; the address has to live until then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
