/**
 * A figure in use: its state (which knobs and handles write), and what follows from it: data, sentence, divergence,
 * challenges, address, undo. Made once per component, on the server as in the browser; the DOM is `Frame.svelte`'s.
 */
import { onMount, untrack } from 'svelte';
import { keepChallenges, onElsewhere, progress } from '../progress/store.ts';
import { announce } from './announce.ts';
import type { Divergence, Figure, FigureProps } from './definition.ts';
import { detached } from './detached.ts';
import { finite } from './finite.ts';
import type { Knobs, StateOf, Value } from './knobs.ts';
import { milestones } from './milestones.ts';
import { equal, write } from './reading.ts';
import { valueText } from './values.ts';
import { Run } from './run.svelte.ts';
import { plain } from './sentence.ts';
import { fromQuery, toQuery } from './url.ts';

/** Milliseconds after the last change: then the address is written, and later the change is announced. */
const SETTLED = 250;
const SPOKEN = 500;

export class Live<K extends Knobs, Data, Own = unknown> {
  readonly spec: Figure<K, Data>;
  readonly props: FigureProps;
  /** Write to it: `fig.state.rate = 0.5`. */
  state: StateOf<K> = $state() as StateOf<K>;
  /** What the reader brought. Write to it as a whole: `fig.own = points`. */
  own: Own = $state.raw() as Own;
  /** What a link asked for and did not get. */
  notes: readonly string[] = $state.raw([]);
  /** Challenges met, now or on an earlier visit. */
  reached: readonly string[] = $state.raw([]);
  /** Whether what was reached will be there after a reload. */
  kept = $state(true);
  /** The run of the figure's job, if it has one. */
  readonly run: Run<unknown> | undefined;
  #past: StateOf<K>[] = $state.raw([]);
  #settled: StateOf<K>;
  #lastGood: { state: StateOf<K>; data: Data } | undefined;
  #computed: Data = $derived.by(() => (this.run ? (this.run.frames as Data) : this.spec.data(this.state)));

  constructor(spec: Figure<K, Data>, props: FigureProps) {
    this.spec = spec;
    this.props = props;
    this.state = spec.initial();
    this.own = spec.own as Own;
    this.#settled = spec.initial();
    if (spec.run) this.run = new Run(spec.run, () => detached(spec.parameters?.(this.state, this.own)));
    onMount(() => this.#listen());
    onMount(() => this.#remember());
    this.#follow();
  }

  #view = $derived.by(() => {
    const data = this.#computed;
    if (!this.run && !finite(data)) return this.#lastGood ?? { state: this.state, data };
    this.#lastGood = this.run ? undefined : { state: detached(this.state), data };
    return { state: this.state, data };
  });

  /** What the stage draws: the present state, or the last one with finite numbers. */
  get view(): { state: StateOf<K>; data: Data } {
    return this.#view;
  }

  get data(): Data {
    return this.#view.data;
  }

  #divergence = $derived.by((): Divergence<K> | undefined => {
    const own = this.spec.diverged?.(this.view.state, this.view.data);
    if (own) return own;
    const broke = this.run?.status === 'diverged' ? this.run.brokeAt : undefined;
    if (broke !== undefined)
      return {
        says: `**Diverged at ${this.spec.run?.frameName ?? 'step'} ${broke}.** The numbers have left the page.`,
      };
    if (!this.run && !finite(this.#computed))
      return {
        says: '**Diverged.** These settings send the numbers to infinity; the picture shows the last ones that did not.',
      };
    return undefined;
  });

  /** Why the figure has stopped and needs a hand. */
  get divergence(): Divergence<K> | undefined {
    return this.#divergence;
  }

  #text = $derived.by(() => this.#divergence?.says ?? this.spec.describe(this.view.state, this.view.data));

  /** The live sentence, with its **bold**. */
  get text(): string {
    return this.#text;
  }

  /** Turns several knobs at once. */
  set(turned: Partial<StateOf<K>>): void {
    Object.assign(this.state, turned);
  }

  reset(): void {
    this.set(this.spec.initial());
    this.run?.settle();
    this.notes = [];
  }

  get canUndo(): boolean {
    return this.#past.length > 0 || !this.#same(this.#settled);
  }

  /** Back to where the last change began. */
  undo(): void {
    if (!this.#same(this.#settled)) return this.set(this.#settled);
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#settled = before;
    this.set(before);
  }

  /** The address of this page with this figure as it stands. */
  link(): string {
    const url = new URL(location.href);
    url.search = toQuery(this.spec, this.state, location.search);
    url.hash = this.spec.id;
    return url.href;
  }

  /** What `Handle` needs to be the control of a knob: `<Handle {...fig.handle('start')} {x} … />`. */
  handle<Name extends keyof K & string>(name: Name, entry?: number) {
    const knob = this.spec.knobs[name];
    const get = () => (this.state as Record<string, Value>)[name];
    return {
      knob,
      entry,
      value: get(),
      onchange: (value: Value) => this.set({ [name]: value } as Partial<StateOf<K>>),
    };
  }

  #same(other: StateOf<K>): boolean {
    return Object.keys(this.spec.knobs).every((name) =>
      equal(this.#value(name), (other as Record<string, Value>)[name]),
    );
  }

  #value(name: string): Value {
    return (this.state as Record<string, Value>)[name];
  }

  /** Reads the address now and whenever it is changed by a link in the text or by the browser's own back and forward. */
  #listen(): () => void {
    const readAddress = (arriving: boolean) => {
      const { state, notes, mentioned } = fromQuery(this.spec, location.search);
      this.notes = notes;
      if (!mentioned && (arriving || !this.#same(this.spec.initial()))) return;
      this.run?.settle();
      this.set(state);
    };
    const follow = () => readAddress(false);
    readAddress(true);
    this.#settled = detached(this.state);
    addEventListener('figures:url', follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('figures:url', follow);
      removeEventListener('popstate', follow);
    };
  }

  /** After each change: the address, the undo list, the announcement, the challenges. */
  #follow(): void {
    let before = '';
    $effect(() => {
      const now = toQuery(this.spec, this.state);
      if (now === before) return;
      const first = before === '' && now === '';
      before = now;
      if (first) return;
      const settle = setTimeout(() => this.#settle(), SETTLED);
      const speak = setTimeout(() => this.#speak(), SPOKEN);
      return () => {
        clearTimeout(settle);
        clearTimeout(speak);
      };
    });
    this.#followRun();
    $effect(() => {
      const { state, data } = this.view;
      const met = (this.spec.challenges ?? [])
        .filter((challenge) => challenge.reached(state, data))
        .map(({ id }) => id);
      untrack(() => this.#meet(met));
    });
  }

  /** Ids of challenges that this figure has met. */
  #meet(met: readonly string[]): void {
    const added = met.filter((id) => !this.reached.includes(id));
    if (!added.length) return;
    this.reached = [...this.reached, ...added];
    this.kept = keepChallenges(this.spec.id, added);
    const goals = (this.spec.challenges ?? []).filter(({ id }) => added.includes(id)).map(({ goal }) => goal);
    this.#news = [this.#news, ...goals.map((goal) => `Done: ${plain(goal)}`)].filter(Boolean).join(' ');
  }

  /** What was met on earlier visits, and what another tab meets. */
  #remember(): () => void {
    const recall = () => {
      const met = progress().challenges[this.spec.id] ?? [];
      const mine = (this.spec.challenges ?? []).map(({ id }) => id).filter((id) => met.includes(id));
      this.reached = [...new Set([...this.reached, ...mine])];
    };
    recall();
    return onElsewhere(recall);
  }

  /** Some knobs take the run back; a run is announced when it starts, at its milestones, and when it stops. */
  #followRun(): void {
    const { run } = this;
    if (!run) return;
    const turning = () => (this.spec.rewinds ?? []).map((name) => write(this.#value(name))).join(';');
    let before = untrack(turning);
    $effect(() => {
      const now = turning();
      if (now !== before) untrack(() => run.settle());
      before = now;
    });
    let moving = false;
    $effect(() => {
      const now = run.running;
      if (now === moving) return;
      moving = now;
      untrack(() => announce(now ? 'Running.' : this.#withNews(this.sentence())));
    });
    $effect(() => {
      if (!run.running) return;
      const isMilestone = untrack(() => milestones(run.limit - 1, run.shown - 1, performance.now()));
      $effect(() => {
        const frame = run.shown - 1;
        if (!isMilestone(frame, performance.now())) return;
        untrack(() => announce(this.#withNews(this.milestone(frame))));
      });
    });
    $effect(() => {
      if (run.waiting) announce(run.cold ? 'Starting the engine.' : 'Working.');
    });
  }

  #spoken: StateOf<K> | undefined;

  #settle(): void {
    const query = toQuery(this.spec, this.state, location.search);
    const address = `${location.pathname}${query}${location.hash}`;
    if (address !== `${location.pathname}${location.search}${location.hash}`)
      history.replaceState(history.state, '', address);
    if (this.#same(this.#settled)) return;
    this.#past = [...this.#past.slice(-49), this.#settled];
    this.#settled = detached(this.state);
  }

  /** The change and its consequence, once. A run that is under way speaks for itself when it stops. */
  #speak(): void {
    const old = this.#spoken ?? this.spec.initial();
    this.#spoken = detached(this.state);
    if (this.run?.running) return;
    const changed = Object.entries(this.spec.knobs).filter(
      ([name]) => !equal(this.#value(name), (old as Record<string, Value>)[name]),
    );
    const causes =
      changed.length > 2 ? [] : changed.map(([name, knob]) => `${knob.label} ${valueText(knob, this.#value(name))}`);
    const said = [...causes, this.sentence()].join(': ');
    announce(this.#withNews(said.charAt(0).toUpperCase() + said.slice(1)));
  }

  /** Challenges met that have not been told of. */
  #news = '';

  #withNews(sentence: string): string {
    const said = [sentence, this.#news].filter(Boolean).join(' ');
    this.#news = '';
    return said;
  }

  /** How a run that is under way is getting on. */
  milestone(frame: number): string {
    return `${this.spec.run?.frameName ?? 'step'} ${frame}: ${this.sentence()}`.replace(/^./, (c) => c.toUpperCase());
  }

  /** The sentence to be heard: shorter where the figure says so. */
  sentence(): string {
    if (this.run?.failure !== undefined) return 'A fuse blew. The calculation was stopped; your settings are safe.';
    const { state, data } = this.view;
    return plain(this.divergence ? this.text : (this.spec.announce?.(state, data) ?? this.text));
  }
}
