// The recorded trainings of the curve with one remedy at a time: fetched when a knob is turned.
export { recordedCurves } from '#engine';
