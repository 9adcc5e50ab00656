import { expect, test } from 'vitest';
import { importCircles } from './import-circles.ts';

const circlesOf = (edges: Readonly<Record<string, readonly string[]>>) =>
  importCircles(new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)])));

test('Imports in one direction are not a circle, however often a file is imported', () => {
  expect(circlesOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['a/index'] })).toEqual([]);
});

test('Files that import each other are a circle, also over others', () => {
  expect(circlesOf({ a: ['b'], b: ['c'], c: ['a', 'd'], d: [] })).toEqual([['a', 'b', 'c']]);
});

test('Two circles are distinguished', () => {
  expect(circlesOf({ a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] })).toEqual([
    ['c', 'd'],
    ['a', 'b'],
  ]);
});
