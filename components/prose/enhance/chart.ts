// The chart in which a prediction is placed or drawn: by pointer anywhere in it, by dragging, or with the arrow keys.
// It holds places in the chart's own units and judges them; it does not know what is said about them.
import { disagreement, heightAt, judgeDrawn, judgePlace, misplaced } from '../judge.ts';
import type { Line, Place, Verdict } from '../judge.ts';
import { formatNumber } from '../format.ts';
import { part, parts } from './parts.ts';

/** One place, the two ends of a line, or the knots of a curve. */
export type ChartAnswer = Place[];

interface Task {
  mode: 'value' | 'point' | 'line' | 'draw';
  x: [min: number, max: number];
  y: [min: number, max: number];
  names: [x: string, y: string];
  knots: number;
  from?: number;
  tolerance: number;
  points: { at: Place; is: 'plus' | 'minus' }[];
  place?: Place;
  line?: Line;
  curve?: Place[];
}

interface Outcome {
  verdict: Verdict;
  /** Which feedback fits: less and more fall back to off. */
  case: string;
  lead: string;
}

const leads: Record<Verdict, string> = { right: 'Yes.', near: 'Close.', off: 'Look again.' };
const clamp = (value: number, [low, high]: [number, number]) => Math.min(high, Math.max(low, value));

export class PredictChart {
  readonly #root: HTMLElement;
  readonly #plane: HTMLElement;
  readonly #handles: HTMLButtonElement[];
  readonly #task: Task;
  readonly #changed: () => void;
  #places: Place[];
  /** The handle being dragged, and where the pointer last was. */
  #dragged: { handle: number; last: Place } | undefined;

  constructor(root: HTMLElement, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    this.#plane = part(root, '.plane', HTMLElement);
    this.#handles = parts(root, '.handle', HTMLButtonElement);
    this.#task = JSON.parse(root.dataset.task ?? '{}') as Task;
    this.#places = this.#start();
    this.#plane.addEventListener('pointerdown', (event) => this.#press(event));
    this.#plane.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.#plane.addEventListener(end, () => (this.#dragged = undefined));
    this.#handles.forEach((handle, i) => handle.addEventListener('keydown', (event) => this.#key(event, i)));
    this.#draw();
  }

  get answer(): ChartAnswer {
    return this.#places;
  }

  /** False when what was kept is not an answer to this chart. */
  restore(answer: unknown): boolean {
    const isPlace = (value: unknown): value is Place =>
      Array.isArray(value) && value.length === 2 && value.every((each) => Number.isFinite(each));
    if (!Array.isArray(answer) || answer.length !== this.#places.length || !answer.every(isPlace)) return false;
    const { x, y } = this.#task;
    this.#places = answer.map(([px, py]): Place => [clamp(px, x), clamp(py, y)]);
    this.#touch();
    return true;
  }

  reset(): void {
    this.#places = this.#start();
    delete this.#root.dataset.touched;
    this.#draw();
  }

  judge(): Outcome {
    const { mode, tolerance, place, line, curve = [], points, x, y } = this.#task;
    if (mode === 'draw') {
      const { verdict, lean } = judgeDrawn(this.#places, curve, tolerance);
      return { verdict, case: verdict === 'off' ? (lean < 0 ? 'less' : 'more') : verdict, lead: leads[verdict] };
    }
    if (mode === 'line') {
      const verdict = this.#judgeLine(line, points, tolerance);
      return { verdict, case: verdict, lead: leads[verdict] };
    }
    const [given, right] = [this.#places[0], place ?? this.#places[0]];
    const scale = (x[1] - x[0]) / (y[1] - y[0]);
    const verdict = judgePlace(given, right, tolerance, mode === 'value' ? 0 : scale);
    return {
      verdict,
      case: verdict === 'off' ? (given[0] < right[0] ? 'less' : 'more') : verdict,
      lead: leads[verdict],
    };
  }

  #judgeLine(line: Line | undefined, points: Task['points'], tolerance: number): Verdict {
    const [from, to] = this.#places.map((place) => this.#unit(place));
    if (!line) {
      const scaled = points.map(({ at, is }) => ({ at: this.#unit(at), is }));
      const wrong = misplaced({ from, to }, scaled);
      return wrong === 0 ? 'right' : wrong === 1 ? 'near' : 'off';
    }
    const share = disagreement({ from, to }, { from: this.#unit(line.from), to: this.#unit(line.to) });
    return share <= tolerance ? 'right' : share <= 2 * tolerance ? 'near' : 'off';
  }

  #start(): Place[] {
    const { mode, x, y, knots, from } = this.#task;
    const middle = (y[0] + y[1]) / 2;
    const across = (share: number) => x[0] + (x[1] - x[0]) * share;
    if (mode === 'draw') return Array.from({ length: knots }, (_, i) => [across(i / (knots - 1)), from ?? middle]);
    return (mode === 'line' ? [0.3, 0.7] : [0.5]).map((share) => [across(share), middle]);
  }

  /** A place as shares of the chart, from the lower left. */
  #unit([px, py]: Place): Place {
    const { x, y } = this.#task;
    return [(px - x[0]) / (x[1] - x[0]), (py - y[0]) / (y[1] - y[0])];
  }

  #placeOf({ clientX, clientY }: PointerEvent): Place {
    const { x, y } = this.#task;
    const box = this.#plane.getBoundingClientRect();
    const right = clamp((clientX - box.left) / box.width, [0, 1]);
    const up = clamp(1 - (clientY - box.top) / box.height, [0, 1]);
    return [x[0] + right * (x[1] - x[0]), y[0] + up * (y[1] - y[0])];
  }

  #press(event: PointerEvent): void {
    if (event.button) return;
    const place = this.#placeOf(event);
    const handle = this.#nearest(place);
    this.#dragged = { handle, last: place };
    this.#plane.setPointerCapture(event.pointerId);
    this.#handles[handle]?.focus({ preventScroll: true });
    this.#moveTo(handle, place, place);
    event.preventDefault();
  }

  #drag(event: PointerEvent): void {
    if (!this.#dragged) return;
    const place = this.#placeOf(event);
    this.#moveTo(this.#dragged.handle, place, this.#dragged.last);
    this.#dragged.last = place;
  }

  #nearest(place: Place): number {
    const [right, up] = this.#unit(place);
    const isDrawn = this.#task.mode === 'draw';
    const distances = this.#places.map((each) => {
      const [x, y] = this.#unit(each);
      return Math.hypot(x - right, isDrawn ? 0 : y - up);
    });
    return distances.indexOf(Math.min(...distances));
  }

  /** A drawn stroke moves every knot that it passes over; other handles go where the pointer is. */
  #moveTo(handle: number, place: Place, last: Place): void {
    if (this.#task.mode !== 'draw') {
      this.#places = this.#places.map((each, i) => (i === handle ? place : each));
    } else {
      const stroke = [last, place].sort((a, b) => a[0] - b[0]);
      const reach = (this.#task.x[1] - this.#task.x[0]) / (this.#task.knots - 1) / 2;
      const [from, to] = [stroke[0][0] - reach, stroke[1][0] + reach];
      this.#places = this.#places.map(([x, y], i) =>
        this.#isFixed(i) || x < from || x > to ? [x, y] : [x, heightAt(stroke, x)],
      );
    }
    this.#touch();
    this.#changed();
  }

  /** A curve that begins at a given height keeps it. */
  #isFixed = (knot: number) => knot === 0 && this.#task.mode === 'draw' && this.#task.from !== undefined;

  #key(event: KeyboardEvent, handle: number): void {
    const { mode, x, y } = this.#task;
    const fine = event.shiftKey ? 0.2 : 1;
    const [stepX, stepY] = [((x[1] - x[0]) / 50) * fine, ((y[1] - y[0]) / 50) * fine];
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-stepX, 0],
      ArrowRight: [stepX, 0],
      ArrowUp: mode === 'value' ? [stepX, 0] : [0, stepY],
      ArrowDown: mode === 'value' ? [-stepX, 0] : [0, -stepY],
      PageUp: mode === 'value' ? [5 * stepX, 0] : [0, 5 * stepY],
      PageDown: mode === 'value' ? [-5 * stepX, 0] : [0, -5 * stepY],
      Home: [x[0] - x[1], 0],
      End: [x[1] - x[0], 0],
    };
    if (!Object.hasOwn(moves, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [right, up] = moves[event.key];
    if (mode === 'draw' && right) return this.#goTo(event.key, handle);
    if (this.#isFixed(handle)) return;
    const [px, py] = this.#places[handle];
    const moved: Place = [clamp(px + right, x), clamp(py + up, y)];
    this.#places = this.#places.map((each, i) => (i === handle ? moved : each));
    this.#touch();
    this.#changed();
  }

  /** Left and right walk along a drawn curve: one tab stop, however many knots. */
  #goTo(key: string, handle: number): void {
    const last = this.#handles.length - 1;
    const to = { ArrowLeft: handle - 1, ArrowRight: handle + 1, Home: 0, End: last }[key] ?? handle;
    const next = this.#handles[clamp(to, [this.#isFixed(0) ? 1 : 0, last])];
    for (const each of this.#handles) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  }

  #touch(): void {
    this.#root.dataset.touched = '';
    this.#draw();
  }

  #draw(): void {
    const { mode, names } = this.#task;
    const [digitsX, digitsY] = part(this.#root, '.placed', HTMLElement).dataset.digits?.split(' ').map(Number) ?? [
      2, 2,
    ];
    const say = ([px, py]: Place) => {
      const across = `${names[0]} ${formatNumber(px, { digits: digitsX })}`;
      return mode === 'value' ? across : `${across}, ${names[1]} ${formatNumber(py, { digits: digitsY })}`;
    };
    this.#handles.forEach((handle, i) => {
      const [right, up] = this.#unit(this.#places[i]);
      handle.style.left = `${right * 100}%`;
      handle.style.top = `${(1 - up) * 100}%`;
      if (handle.disabled) return;
      handle.setAttribute(
        'aria-valuenow',
        formatNumber(this.#places[i][mode === 'draw' ? 1 : 0], { minus: '-', group: '' }),
      );
      handle.setAttribute('aria-valuetext', say(this.#places[i]));
    });
    part(this.#root, '.mine', SVGPathElement).setAttribute('d', this.#path());
    const isTouched = 'touched' in this.#root.dataset;
    const words =
      isTouched && (mode === 'point' || mode === 'value') ? `Yours: ${this.#places.map(say).join(' to ')}` : '';
    part(this.#root, '.placed', HTMLElement).textContent = words;
  }

  /** A line runs on to the edges and beyond; the chart clips it. */
  #path(): string {
    const places = this.#places.map((place) => this.#unit(place));
    if (this.#task.mode === 'line') {
      const [[x0, y0], [x1, y1]] = places;
      const [dx, dy] = [(x1 - x0) * 100, (y1 - y0) * 100];
      places.splice(0, 2, [x0 - dx, y0 - dy], [x1 + dx, y1 + dy]);
    } else if (this.#task.mode !== 'draw') return '';
    return places.map(([x, y], i) => `${i ? 'L' : 'M'}${(x * 100).toFixed(2)} ${((1 - y) * 100).toFixed(2)}`).join('');
  }
}
