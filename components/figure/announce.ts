/** The page's one polite live region, for figures: made at first use, spoken to with whole sentences. */
let region: HTMLElement | undefined;

export function announce(sentence: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'vh';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  // The same sentence twice is news twice: empty the region first, so that it is heard again.
  region.textContent = '';
  const target = region;
  setTimeout(() => (target.textContent = sentence), 30);
}
