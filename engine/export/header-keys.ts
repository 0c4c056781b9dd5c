// Finds a name that a JSON object bears twice, which JSON.parse passes over in silence.

/** @param json text that is known to be a JSON object */
export function repeatedKey(json: string): string | undefined {
  const seen = new Set<string>();
  let depth = 0;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (character !== '"') continue;
    const start = i;
    for (i++; json[i] !== '"'; i++) if (json[i] === '\\') i++;
    if (depth !== 1) continue;
    let next = i + 1;
    while (/\s/.test(json[next])) next++;
    if (json[next] !== ':') continue;
    const key = JSON.parse(json.slice(start, i + 1)) as string;
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}
