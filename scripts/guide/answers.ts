// Answers leave their places for the back of the book: worked answers of exercises, what happens after predictions, blanks
// filled in, and the review. Where one is left out, its question stays.
import type { ChapterOptions } from './options.ts';
import type { Entry } from './site.ts';

/** Takes every answer out of the chapter and returns them, in order, as markup whose ids are still the chapter's own. */
export function collectAnswers(main: Element, chapter: Entry, { answers, room }: ChapterOptions): string {
  const found: string[] = [];
  let worked = 0;
  let recall = 0;
  for (const details of [...main.querySelectorAll('details.answer, details.recall')]) {
    const block = details.closest('.exercise, .predict, .worked, .failure, .recall') ?? details;
    const body = details.querySelector('.body');
    if (!body) throw new Error(`chapter ${chapter.number}: an answer is empty: ${details.outerHTML.slice(0, 120)}`);
    let label: string;
    if (details.matches('.recall')) {
      label = `Review ${++recall}`;
      const question = main.ownerDocument.createElement('div');
      question.className = 'recall';
      question.id = `review-${recall}`;
      question.innerHTML = `<p><b class="n">${recall}</b> ${details.querySelector('summary')?.innerHTML ?? ''}</p>`;
      found.push(answered(question.id, label, '', body.innerHTML));
      details.replaceWith(question);
      continue;
    }
    if (block.matches('.exercise')) {
      const title = block.querySelector('.kind .title')?.textContent.trim() ?? '';
      label = (block.querySelector('.kind > span')?.textContent ?? 'Exercise').replace(title, '').trim();
      found.push(answered(block.id, label, title, body.innerHTML));
    } else if (block.matches('.predict')) {
      label = 'Prediction';
      found.push(answered(block.id, label, block.querySelector('.q')?.innerHTML ?? '', body.innerHTML));
    } else {
      block.id ||= `worked-${++worked}`;
      label = 'Worked example';
      found.push(answered(block.id, label, block.querySelector('.kind small')?.innerHTML ?? '', body.innerHTML));
    }
    if (answers) {
      const pointer = main.ownerDocument.createElement('p');
      pointer.className = 'pointer';
      pointer.innerHTML = `<a href="#answer-${block.id}">${label === 'Prediction' ? 'What happens' : 'Answer'}: page <span class="page-no" data-no="answer-${block.id}">000</span></a>`;
      details.replaceWith(pointer);
    } else details.remove();
  }
  if (room) for (const space of main.querySelectorAll('.exercise .room')) space.classList.add('large');
  return answers ? found.join('\n') : '';
}

const answered = (id: string, label: string, title: string, body: string): string =>
  `<div class="answered" id="answer-${id}"><p class="of"><b>${label}</b>${title ? ` <span>${title}</span>` : ''} ` +
  `<a class="back" href="#${id}">page <span class="page-no" data-no="${id}">000</span></a></p>${body}</div>`;
