// What a chapter's MDX may use without importing it: `<Content components={prose} />`. How each is written: README.md.
import Aside from './Aside.astro';
import Blank from './Blank.astro';
import Chart from './Chart.astro';
import Cite from './Cite.astro';
import Code from './Code.astro';
import Exercise from './Exercise.astro';
import Failure from './Failure.astro';
import FollowOneNumber from './FollowOneNumber.astro';
import Further from './Further.astro';
import InShort from './InShort.astro';
import Mark from './Mark.astro';
import Misconception from './Misconception.astro';
import Note from './Note.astro';
import Predict from './Predict.astro';
import Recall from './Recall.astro';
import References from './References.astro';
import Review from './Review.astro';
import Show from './Show.astro';
import Table from './Table.astro';
import Term from './Term.astro';
import Value from './Value.astro';
import Worked from './Worked.astro';

export const prose = {
  Aside,
  Blank,
  Chart,
  Cite,
  Code,
  Exercise,
  Failure,
  FollowOneNumber,
  Further,
  InShort,
  Mark,
  Misconception,
  Note,
  Predict,
  Recall,
  References,
  Review,
  Show,
  Table,
  Term,
  Value,
  Worked,
};
