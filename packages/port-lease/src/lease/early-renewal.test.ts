import { expect, test } from 'vitest';
import { EarlyRenewal } from './early-renewal.ts';

test('EarlyRenewal notifies each listener of every request until it unsubscribes', () => {
  const early = new EarlyRenewal();
  const heard: string[] = [];
  const listener = () => heard.push('twice subscribed');
  const stop = early.subscribe(listener);
  early.subscribe(listener);
  early.request();
  stop();
  stop();
  early.request();
  expect(heard.length).toBe(3);
});
