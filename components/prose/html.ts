// Text made safe for HTML, and typographer's quotes. Knows nothing of the book.

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign]);

/** Straight quotes to British typographer's quotes, three dots to an ellipsis. */
export const smartQuotes = (text: string): string =>
  text
    .replace(/(^|[\s([{–—/])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([{–—/“])'/g, '$1‘')
    .replace(/'/g, '’')
    .replace(/\.\.\./g, '…');
