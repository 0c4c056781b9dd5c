// Carbon dioxide in the air over Mauna Loa, month by month, with its gaps: co2.json, packed by scripts/co2.ts. Months are counted from
// the first, March 1958.
import file from './co2.json' with { type: 'json' };

/** Parts per million; null where nothing was measured. */
export const measuredCo2: readonly (number | null)[] = file.ppm;
const FIRST_YEAR = 1958 + 2 / 12;
/** The year of a month, as a fraction. */
export const yearOf = (month: number): number => FIRST_YEAR + month / 12;

/** The months without a measurement. */
export const co2Gaps: readonly number[] = measuredCo2.flatMap((ppm, month) => (ppm === null ? [month] : []));

/** The same with the gaps bridged by straight lines. */
export const co2: readonly number[] = measuredCo2.map((ppm, month) => {
  if (ppm !== null) return ppm;
  let [before, after] = [month, month];
  while (measuredCo2[before] === null) before--;
  while (measuredCo2[after] === null) after++;
  const [low, high] = [measuredCo2[before] ?? 0, measuredCo2[after] ?? 0];
  return low + ((high - low) * (month - before)) / (after - before);
});
