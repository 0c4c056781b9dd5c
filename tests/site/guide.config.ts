// The printed guide of the whole book, apart from the other tests: `npm run test:guide`, over a built site.
import base from './playwright.config.ts';

export default {
  ...base,
  testMatch: 'printed/*.spec.ts',
  projects: undefined,
  workers: 1,
  retries: 0,
  reporter: 'list',
};
