import { expect, test } from 'vitest';
import { nameModulesShortly } from './name-modules-shortly.ts';

const { renderChunk } = nameModulesShortly();

test('A module that is evaluated later is named only by its file', () => {
  const long = 'var init_pin=__esm({"../../packages/http/src/pin-it.ts"(){}});';
  expect(renderChunk(long).code).toBe('var $0=__esm({pin_it(){}});');
  const root = 'var init_api=__esm({"src/api.v2.ts"(){init_b();}}),init_b=__esm({"b.mjs"(){}});';
  expect(renderChunk(root).code).toBe('var $0=__esm({api(){$1();}}),$1=__esm({b(){}});');
});

test('Anything else in a bundle stays as it is', () => {
  const other = 'var text="__esm({",path={"src/api.ts"(){}},init_text=1;';
  expect(renderChunk(other).code).toBe(other);
});
