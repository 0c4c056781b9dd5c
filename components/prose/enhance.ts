// What scripts add to the prose: checking, hints one at a time, memory, cards on focus, links that set figures. Every page
// is complete without it; each part finds its own elements.
import { openCardsOnFocus } from './enhance/cards.ts';
import { BlankElement } from './enhance/blank.ts';
import { ExerciseElement } from './enhance/exercise.ts';
import { PredictElement } from './enhance/predict.ts';
import { letScrollersTakeFocus } from './enhance/scrollers.ts';
import { setFiguresByLinks } from './enhance/show.ts';

customElements.define('book-predict', PredictElement);
customElements.define('book-exercise', ExerciseElement);
customElements.define('book-blank', BlankElement);
openCardsOnFocus();
setFiguresByLinks();
letScrollersTakeFocus();
