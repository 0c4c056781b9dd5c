// Keeps the reader's answers on their device, one record a page. Storage may be full or forbidden: then answers last until
// the page is left, and `remember` says so. Other tabs are heard.

const key = `small-nets:answers:${location.pathname}`;
type Answers = Record<string, unknown>;
let session: Answers = {};

function stored(): Answers {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return parsed && typeof parsed === 'object' && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/** What was answered here before, whatever it looks like: it may come from another edition or another hand. */
export const recall = (id: string): unknown => session[id] ?? stored()[id];

/** True when the answer will still be there after a reload. */
export function remember(id: string, answer: unknown): boolean {
  session = { ...session, [id]: answer };
  try {
    localStorage.setItem(key, JSON.stringify({ ...stored(), [id]: answer }));
    return true;
  } catch {
    return false;
  }
}

/** Calls back when the same page changes this answer in another tab. */
export function onAnsweredElsewhere(id: string, then: (answer: unknown) => void): void {
  addEventListener('storage', (event) => {
    if (event.key !== key) return;
    const answer = stored()[id];
    if (answer === undefined || JSON.stringify(answer) === JSON.stringify(session[id])) return;
    session = { ...session, [id]: answer };
    then(answer);
  });
}
