// A network learns to say next month's carbon dioxide: a frame every ten updates. The first frame, here, is empty; the rest stands in
// forecast-co2-training.ts.
import type { Co2Setting } from '../models/co2-forecast.ts';
import type { Co2Reading } from '../models/co2-training.ts';
import { defineJob } from './job.ts';

/** A reading, or nothing yet. */
export type ForecastCo2Frame = Co2Reading | null;

/** What a page shows of it by itself. */
export const forecastCo2AtRest = defineJob<Co2Setting, ForecastCo2Frame>({
  name: 'forecast-co2',
  fast: true,
  *run() {
    yield null;
  },
});
