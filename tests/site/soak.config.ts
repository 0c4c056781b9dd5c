// The long tests, apart from the others: `npm run soak` (SOAK_MINUTES says how long each, ten unless told).
import base from './playwright.config.ts';

export default {
  ...base,
  testIgnore: [],
  testMatch: 'soak/*.spec.ts',
  projects: undefined,
  workers: 1,
  reporter: 'list',
};
