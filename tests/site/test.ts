// The test function of every browser test. Whatever a test is about, its page must not log an error, break the content
// security policy, or ask another origin for anything. A test that provokes such trouble takes it out of `troubles`.
//
// A spec that looks at every page or figure says `reuseContext`: its tests follow one another in one window, whose storage,
// scripts and emulation Playwright clears between them, while what the browser has once fetched and compiled stays at hand.
// A spec that counts what comes over the network, or that cuts it, has a fresh browser context for every test.
import { expect, test as base } from '@playwright/test';

export { expect };

export const test = base.extend<{ firstVisit: boolean; typefaces: undefined; troubles: string[] }>({
  /** Whether the browser has never been here. Else it has the typefaces from an earlier page, so that lines stay as they are. */
  firstVisit: [false, { option: true }],
  typefaces: [
    async ({ page, firstVisit }, use) => {
      const remember = () => {
        try {
          localStorage.setItem('small-nets:typefaces', 'here');
        } catch {
          // A page before the first address has no storage.
        }
      };
      if (!firstVisit) await page.addInitScript(remember);
      await use(undefined);
    },
    { auto: true },
  ],
  troubles: [
    async ({ page, baseURL }, use) => {
      const troubles: string[] = [];
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`content security policy: ${violatedDirective} ${blockedURI}`),
        ),
      );
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin)
          troubles.push(`leaves home: ${request.url()}`);
      });
      await use(troubles);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});
