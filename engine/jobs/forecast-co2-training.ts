// The training of forecast-co2.ts: what the network forecasts, every ten updates.
import type { Co2Setting } from '../models/co2-forecast.ts';
import { trainCo2 } from '../models/co2-training.ts';
import type { ForecastCo2Frame } from './forecast-co2.ts';
import { defineJob } from './job.ts';

export const forecastCo2 = defineJob<Co2Setting, ForecastCo2Frame>({
  name: 'forecast-co2',
  fast: true,
  *run(setting) {
    yield null;
    yield* trainCo2(setting);
  },
});
