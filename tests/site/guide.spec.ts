// One chapter of the printed guide, as a handout; the whole book is `npm run test:guide`.
import { guideRules } from './guide/rules.ts';

guideRules('a handout of one chapter', 'a4', 'gradient-descent');
