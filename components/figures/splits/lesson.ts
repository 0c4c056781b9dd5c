// What `Splits` says of a way of dealing: the cards of one deal, what the networks of all deals scored, and how far the
// scores stray and flatter. Knows no drawing.
import { copiesIn, dealCards, DEALS, OUTSIDE, recordedDeals, type Deal, type Scores, type Way } from '#engine';

export interface Setting {
  way: Way;
  held: '10' | '40';
  tried: 'one' | 'ten';
  deal: number;
}

export type Score = keyof Scores;

export interface Summary {
  mean: number;
  least: number;
  most: number;
}

export interface Lesson {
  cards: Deal;
  /** Cards a digit. */
  copies: number;
  /** Per cent right, of every deal. */
  scores: Record<Score, number>[];
  now: Record<Score, number>;
  over: Record<Score, Summary>;
}

const names: readonly Score[] = ['training', 'validation', 'test', 'outside'];
const percent = (scores: Scores) =>
  Object.fromEntries(names.map((name) => [name, 100 * scores[name]])) as Record<Score, number>;

function summary(values: readonly number[]): Summary {
  return {
    mean: values.reduce((sum, v) => sum + v, 0) / values.length,
    least: Math.min(...values),
    most: Math.max(...values),
  };
}

export function learn({ way, held, tried, deal }: Setting): Lesson {
  const scores = recordedDeals(way, Number(held), tried === 'one' ? 'first' : 'chosen').map(percent);
  return {
    cards: dealCards(way, Number(held), deal),
    copies: copiesIn(way),
    scores,
    now: scores[deal - 1],
    over: Object.fromEntries(names.map((name) => [name, summary(scores.map((row) => row[name]))])) as Lesson['over'],
  };
}

const whole = (value: number) => `${Math.round(value)}\u00a0%`;
const others = OUTSIDE.toLocaleString('en-GB');

export function tell({ way, tried, deal }: Setting, { now, over }: Lesson): string {
  if (way === 'filed')
    return `Dealt as they lie, the held-out digits are of classes that training never saw: **${whole(now.validation)}** right. Of ${others} others, the same network reads **${whole(now.outside)}**.`;
  const kept = tried === 'ten' ? ' The best of ten networks on the validation cards was kept.' : '';
  return (
    `Deal ${deal}: validation says **${whole(now.validation)}**, test says **${whole(now.test)}**.${kept} ` +
    `Over ${DEALS} deals validation promises ${whole(over.validation.mean)}, test ${whole(over.test.mean)}; ${others} others give **${whole(over.outside.mean)}**.`
  );
}
