// What the Markdown plugins make of a chapter's text, and how they stop at what breaks the rules.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failure, render } from './render.ts';

const dial = "import NeuronDial from '#components/figures/NeuronDial.svelte';\n\n";

describe('numbers', () => {
  test('sections are numbered and keep their own id', async () => {
    const html = await render('## Feel for the slope\n\n### By hand\n\n## How *far*?');
    expect(html).toContain('"text": "98.1 Feel for the slope"');
    expect(html).toContain('id: "how-far"');
    expect(html).toContain('"text": "98.2 How far?"');
    expect(html).not.toContain('98.3');
  });

  test('only labelled equations are numbered, and their id is around them', async () => {
    const html = await render('$$\na\n$$\n\n$$\nb \\label{eq:b}\n$$\n\nBy [](#eq:b).');
    expect(html).toMatch(/class: "eq",\s+id: "eq:b"|id: "eq:b"/);
    expect(html).toContain('equation\u00a0(98.1)');
  });

  test('figures get their number, a printed twin without script, and a still in "In short"', async () => {
    const html = await render(
      `${dial}<NeuronDial client:visible />\n\nSee [](#neuron-dial).\n\n<InShort>\n\n1. One.\n\n</InShort>`,
    );
    expect(html.match(/_jsx\(NeuronDial/g)).toHaveLength(3);
    expect(html).toMatch(/twin: true,\s+number: "98.1"/);
    expect(html).toMatch(/thumbnail: true,\s+number: "98.1"/);
    expect(html).toContain('Figure\u00a098.1');
    expect(html.match(/client:visible/g)).toHaveLength(1);
  });

  test('tables and exercises are numbered apart', async () => {
    const blocks = ['tab:a', 'tab:b'].map(
      (id) => `<Table id="${id}" caption="c">\n\n| a |\n|---|\n| 1 |\n\n</Table>\n\n`,
    );
    const html = await render(`${blocks.join('')}<Exercise id="ex:a">\n\nWhy?\n\n</Exercise>\n\n[](#tab:b), [](#ex:a)`);
    expect(html).toContain('Table\u00a098.2');
    expect(html).toContain('Exercise\u00a098.1');
  });

  test('a column headed by a formula has a name', async () => {
    expect(await render('| $w_1$ | loss |\n|---|---|\n| 1 | 2 |')).toContain('"aria-label": "w 1"');
  });

  test('notes count up, and only the first use of a term is the margin’s', async () => {
    const html = await render(
      'A.<Note>x</Note> B.<Note>y</Note> <Term id="weight">w</Term> <Term id="weight">w</Term>',
    );
    expect(html).toMatch(/number: "1"[\s\S]*number: "2"/);
    expect(html).toMatch(/use: "1"[\s\S]*use: "2"/);
  });

  test('pages that are no chapters are not numbered', async () => {
    expect(await render('## A card', 'none')).not.toContain('.1 A card');
  });
});

describe('text', () => {
  test('quotes are typographer’s quotes, also beside formulas', async () => {
    expect(await render('"It\'s" $w$, he said')).toContain('“It’s”');
  });

  test('a comma stays with its formula', async () => {
    expect(await render('Take $w$, please.')).toMatch(/class: "nw"[\s\S]*","/);
  });

  test('a full stop stays with a word that has a card, and a number with its per cent', async () => {
    expect(await render('It is <Term id="noise">noise</Term>. Then.')).toMatch(/class: "nw"[\s\S]*Term[\s\S]*"\."/);
    expect(await render('Four 80 % of it')).toContain('80\u00a0%');
  });

  test('numbers of the engine are put into formulas', async () => {
    expect(await render('$L = \\value{thread.loss}{4}$')).toContain('0.9193');
  });

  test('the colour roles are classes', async () => {
    expect(await render('$\\hand{\\eta}$')).toMatch(/m-hand/);
  });

  test('citations are made once, and the references follow the text', async () => {
    const html = await render('Old [@cauchy1847] and [@kingma2015; @cauchy1847].');
    expect(html).toMatch(/keys: "cauchy1847",\s+first: "cauchy1847"/);
    expect(html).toMatch(/keys: "kingma2015 cauchy1847",\s+first: "kingma2015"/);
    expect(html).toMatch(/_jsx\(References, \{\s+keys: "cauchy1847 kingma2015"/);
  });

  test('an answer’s slot does not hide the answer', async () => {
    const html = await render(
      '<Exercise id="ex:a" answer={1}>\n\n<Fragment slot="answer">\n\nOne.\n\n</Fragment>\n</Exercise>',
    );
    expect(html).toContain('slot: "worked"');
  });
});

describe('links to pages of the book', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  const text =
    '[a](/cards/mnist/#source-and-licence) [b](/) [c](/models/digits.safetensors) [d](https://x.example/) [e]\n\n[e]: /signs/';

  test('stay as they are at the top of a site', async () => {
    const html = await render(text);
    for (const url of ['/cards/mnist/#source-and-licence', '/', '/models/digits.safetensors', '/signs/'])
      expect(html).toContain(`href: "${url}"`);
  });

  test('move with a site that is served from a folder', async () => {
    vi.stubEnv('BASE_URL', '/sub/');
    vi.resetModules();
    const html = await (await import('./render.ts')).render(text);
    for (const url of ['cards/mnist/#source-and-licence', '', 'models/digits.safetensors', 'signs/'])
      expect(html).toContain(`href: "/sub/${url}"`);
    expect(html).toContain('href: "https://x.example/"');
  });
});

describe('mistakes stop the build with file and line', () => {
  const where = 'content/chapters/98-test.mdx:';
  const cases: [rule: string, text: string, message: string][] = [
    ['unknown reference', 'See\n\n[](#eq:nothing)', '3: unknown reference "eq:nothing"'],
    ['a near miss is suggested', '## Descent\n\n[](#descend)', 'did you mean "descent"?'],
    ['unknown citation', 'Old.\n\n[@nobody1900]', '3: unknown citation "nobody1900"'],
    ['unknown term', '<Term id="wieght">w</Term>', 'unknown term "wieght" (did you mean "weight"?)'],
    ['unknown value', '\n$\\value{thread.lost}{4}$', '2: unknown value "thread.lost"'],
    ['unknown value in a component', '<Value of="nothing" digits={2} />', 'unknown value "nothing"'],
    ['bad TeX', 'A\n\n$\\frac{1$', '3: bad TeX'],
    ['TeX that does what it may not', '$\\href{https://x.example}{x}$', 'bad TeX'],
    ['image without words', '![](/x.png)', '1: an image needs words'],
    ['img without alt', 'An <img src="/x.png" /> image', 'an image needs words'],
    ['figure without client:visible', `${dial}<NeuronDial />`, '3: the figure NeuronDial needs client:visible'],
    ['figure in a sentence', `${dial}Here <NeuronDial client:visible /> is`, 'must stand on a line of its own'],
    [
      'missing figure',
      "import Gone from '#components/figures/Gone.svelte';",
      'there is no figure components/figures/Gone.svelte',
    ],
    ['figure of no chapter', '<Show figure="no-figure" state={{}}>x</Show>', 'unknown figure "no-figure"'],
    ['id used twice', '## A\n\n## A', '3: the id "a" is already used in line 1'],
    ['equation label without its prefix', '$$\na \\label{rule}\n$$', 'begins with eq:'],
    [
      'exercise without its prefix',
      '<Exercise id="one">\n\nx\n\n</Exercise>',
      'Exercise needs an id that begins with ex:',
    ],
    ['id not written first', '<Exercise title="t" id="ex:a">\n\nx\n\n</Exercise>', 'write the id first'],
    ['title in the text', '# Title', 'the title stands in the frontmatter'],
    ['link without words', '[](https://x.example)', 'has no words'],
    [
      'page that is not there',
      'A\n\n[card](/cards/mist/)',
      '3: there is no page /cards/mist/ (did you mean "/cards/mnist/"?)',
    ],
    ['page without its last slash', '[card](/cards/mnist)', 'there is no page /cards/mnist '],
    ['page that is not there, by reference', '[card][c]\n\n[c]: /card/', '3: there is no page /card/'],
    ['link to a page as a tag', 'A <a href="/signs/">sign</a>', 'is written [words](/page/)'],
  ];
  test.each(cases)('%s', async (_rule, text, message) => {
    const said = await failure(text);
    expect(said).toContain(message);
    expect(said).toContain(where);
  });
});
