// The part of the package `hyphen` that the guide uses; it brings no types of its own.
declare module 'hyphen/en-gb/index.js' {
  const patterns: { hyphenateSync(text: string, options?: { minWordLength?: number }): string };
  export default patterns;
}
