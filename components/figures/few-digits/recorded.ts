// The recorded trainings of few digits with one remedy at a time: fetched when a knob is turned.
export { recordedDigits } from '#engine';
