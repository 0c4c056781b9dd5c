// The whole printed guide, on both sizes of paper: `npm run test:guide`.
import { guideRules } from './rules.ts';

guideRules('the whole book on A4', 'a4');
guideRules('the whole book on Letter', 'letter');
