// Every number that the book's plan gives of the thread, to all its printed digits.
import { expect, test } from 'vitest';
import { thread, threadForward, threadGradients, threadStep, threadWrongOrder } from '../../engine/models/thread.ts';

const fixed = (values: number[]) => values.map((value) => value.toFixed(4));

test('the thread uses each digit 0.1–0.9 once as the size of a parameter', () => {
  const sizes = [...thread.W.flat(), ...thread.b, ...thread.v, thread.c].map((value) => Math.abs(value).toFixed(1));
  expect(sizes.sort()).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9']);
});

test('forward', () => {
  const { z, h, o, p, loss } = threadForward();
  expect(fixed(z)).toEqual(['1.1000', '-0.5500']);
  expect(fixed(h)).toEqual(['0.8005', '-0.5005']);
  expect(fixed([o, p, loss])).toEqual(['-0.4105', '0.3988', '0.9193']);
});

test('the slopes of the two hidden neurons, 1 − h², are easy to remember', () => {
  expect(threadForward().h.map((h) => (1 - h * h).toFixed(2))).toEqual(['0.36', '0.75']);
});

test('backward', () => {
  const gradients = threadGradients();
  expect(fixed([gradients.o, gradients.c])).toEqual(['-0.6012', '-0.6012']);
  expect(fixed(gradients.v)).toEqual(['-0.4813', '0.3009']);
  expect(fixed(gradients.h)).toEqual(['0.1202', '-0.4208']);
  expect(fixed(gradients.z)).toEqual(['0.0432', '-0.3154']);
  expect(fixed(gradients.b)).toEqual(['0.0432', '-0.3154']);
  expect(gradients.W.map(fixed)).toEqual([
    ['-0.0648', '0.0864'],
    ['0.4731', '-0.6308'],
  ]);
});

test('one step at rate 0.5 turns wrong into right', () => {
  const { before, after } = threadStep(0.5);
  expect(before.p).toBeLessThan(0.5);
  expect(fixed([after.p, after.loss])).toEqual(['0.6733', '0.3956']);
});

test('one step at rate 0.1: what the gradient predicted, and what happened', () => {
  const { after, predicted, change } = threadStep(0.1);
  expect(fixed([after.loss, predicted, change])).toEqual(['0.7806', '-0.1418', '-0.1387']);
});

test('updating v before going back gives ∂h₁ the wrong sign', () => {
  expect(threadWrongOrder(0.5)[0].toFixed(4)).toBe('-0.0244');
});
