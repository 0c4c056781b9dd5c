// Where the squares of the cover figure stand: the three neurons above the answer on a narrow page, beside it on a wide one.

export interface Square {
  x: number;
  y: number;
  size: number;
}

export interface Layout {
  neurons: readonly Square[];
  answer: Square;
  /** The place where the three lines of thought meet. */
  meeting: readonly [x: number, y: number];
  narrow: boolean;
}

const three = [0, 1, 2];

/** Lengths are pixels. */
export function layout(width: number, height: number, narrow: boolean): Layout {
  if (narrow) {
    const space = width * 0.05;
    const size = (width - 2 * space) / 3;
    const answer = { x: 0, y: height - width, size: width };
    return {
      neurons: three.map((i) => ({ x: i * (size + space), y: 0, size })),
      answer,
      meeting: [width / 2, answer.y - (answer.y - size) * 0.42],
      narrow,
    };
  }
  const gap = width * 0.085;
  const answer = { x: width - height, y: 0, size: height };
  const size = answer.x - gap;
  return {
    neurons: three.map((i) => ({ x: 0, y: (i * (height - size)) / 2, size })),
    answer,
    meeting: [answer.x - gap * 0.36, height / 2],
    narrow,
  };
}
