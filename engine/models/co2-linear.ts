// The linear rule that forecasts carbon dioxide beside the network: a weight for each of the last 24 changes, by least squares.
import { co2 } from '../data/co2.ts';
import { CO2_FROM, co2Value, CO2_WINDOW, forecastBy } from './co2-forecast.ts';
import { leastSquares, singularOf } from './least-squares.ts';

/** What a linear rule over the last 24 changes forecasts, its weights found over all months that may be learned from. */
export function linearForecast(): Float32Array {
  const row = (month: number) => [1, ...Array.from({ length: CO2_WINDOW }, (_, i) => co2Value.change(month - 1 - i))];
  const known = Array.from({ length: CO2_FROM - CO2_WINDOW - 1 }, (_, i) => CO2_WINDOW + 1 + i);
  const matrix = singularOf(known.map(row).flat(), known.length, CO2_WINDOW + 1);
  const weights = leastSquares(matrix, known.map(co2Value.change));
  return forecastBy((month) => co2[month - 1] + row(month).reduce((sum, value, i) => sum + value * weights[i], 0));
}
