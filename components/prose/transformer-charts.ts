// The chart of chapter 14: how alike the vectors of places are, as waves before training and as they were learned.
import { axisX, axisY, gridY, line, ruleX, text } from '@observablehq/plot';
import { gptRecord } from '#engine';
import type { StaticChart } from '../charts/static-plot.ts';

const MIDDLE = 64;

function alike(): StaticChart {
  const points = (list: readonly number[]) => list.map((cosine, place) => ({ place, cosine: cosine / 100 }));
  const { before, after } = gptRecord.alike;
  return {
    draw: ({ narrow }) => ({
      height: narrow ? 250 : 280,
      marginTop: 30,
      marginRight: 20,
      x: { domain: [0, 127] },
      y: { domain: [-0.75, 1] },
      marks: [
        gridY({ ticks: 4 }),
        axisX([0, 32, 64, 96], { label: 'place', labelArrow: 'none', tickFormat: String }),
        axisY({ ticks: 4, label: 'likeness to place 64', labelArrow: 'none', tickSize: 0 }),
        ruleX([MIDDLE], { className: 'hair' }),
        line(points(before), { x: 'place', y: 'cosine', className: 'curve curve-ghost' }),
        line(points(after), { x: 'place', y: 'cosine', className: 'curve' }),
        text([{ place: 0, cosine: 0.86 }], {
          x: 'place',
          y: 'cosine',
          text: () => (narrow ? 'dashed: before' : 'dashed: before training'),
          textAnchor: 'start',
          className: 't-2',
        }),
      ],
    }),
    table: {
      columns: ['place', 'before training', 'learned'],
      rows: before.flatMap((cosine, place) =>
        place % 8 === 0 ? [[String(place), (cosine / 100).toFixed(2), (after[place] / 100).toFixed(2)]] : [],
      ),
    },
  };
}

export const transformerCharts = { 'gpt.places': alike };
