import { expect, it } from 'vitest';
import { EarlyRenewal } from './early-renewal.ts';

it('EarlyRenewal tells each request to each listener until it unsubscribes', () => {
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
