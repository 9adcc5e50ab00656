import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { RECORDED_VERSIONS, recordedExchanges } from '../../test/recorded-exchange.ts';
import * as core from '../core.ts';
import { passesUnchanged } from './passes-unchanged.ts';

const isSchema = (value: unknown): value is v.GenericSchema =>
  v.is(v.looseObject({ kind: v.literal('schema') }), value);
const schemas = Object.entries<unknown>(core).flatMap(([name, value]) =>
  isSchema(value) ? [[name, value] as const] : [],
);

/** A value and everything in it. */
function* partsOf(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* partsOf(part);
}

function recorded(name: string): unknown {
  const exchange = recordedExchanges('5.2.3').find((each) => each.name === name);
  return JSON.parse(exchange?.response.body ?? '');
}

const short = v.pipe(v.string(), v.maxLength(1));
const object = v.looseObject({ a: v.string(), b: v.optional(v.nullable(v.number())) });
const mixed = v.looseObject({
  text: v.string(),
  flag: v.optional(v.boolean()),
  one: v.optional(v.number(), 1),
  none: v.optional(v.nullable(v.number(), 2)),
  list: v.array(v.looseObject({ deep: v.optional(short) })),
  either: v.union([v.number(), v.pipe(v.string(), v.transform(Number))]),
});

describe('passesUnchanged', () => {
  test('passesUnchanged accepts what the schema returns unchanged', () => {
    expect(passesUnchanged(object)({ a: 'x' })).toBe(true);
    expect(passesUnchanged(object)({ a: 'x', b: null, c: {} })).toBe(true);
    expect(passesUnchanged(v.array(object))([{ a: 'x', b: 1 }])).toBe(true);
    expect(passesUnchanged(v.array(v.string()))([])).toBe(true);
  });

  test.each([{}, { a: 1 }, { b: 1 }, { a: 'x', b: '1' }, [], ['a'], null, 'a', undefined])(
    'passesUnchanged does not accept %j',
    (value) => {
      expect(passesUnchanged(object)(value)).toBe(false);
    },
  );

  test.each([
    ['a pipe', short, 'x'],
    ['a default', v.looseObject({ a: v.optional(v.number(), 1) }), {}],
    ['a default for null', v.nullable(v.number(), 1), null],
    ['a union', v.union([v.number(), short]), 1],
    ['an object that drops keys', v.object({}), { a: 1 }],
    ['a list whose items are changed', v.array(short), ['x']],
  ])('passesUnchanged leaves %s to the schema', (_, schema, value) => {
    expect(passesUnchanged(schema)(value)).toBe(false);
  });

  test.each(['__proto__', 'prototype', 'constructor'])(
    'passesUnchanged leaves the key %s to the schema, which drops it',
    (key) => {
      const value: unknown = JSON.parse(`{"a":"x","${key}":1}`);
      expect(v.parse(object, value)).toEqual({ a: 'x' });
      expect(passesUnchanged(object)(value)).toBe(false);
    },
  );

  test.each<[string, v.GenericSchema]>([
    ['info', v.array(core.TorrentSchema)],
    ['transfer-info', core.TransferInfoSchema],
  ])(
    'passesUnchanged accepts the reply %s of a real server, which it is meant for',
    (name, schema) => {
      expect(passesUnchanged(schema)(recorded(name))).toBe(true);
    },
  );

  test('passesUnchanged never accepts a recorded reply that the schema of its record would change', () => {
    const jsons = RECORDED_VERSIONS.flatMap(recordedExchanges).flatMap(({ response: { body } }) =>
      /^[[{]/.test(body) ? [...partsOf(JSON.parse(body))] : [],
    );
    expect(schemas.length).toBeGreaterThan(30);
    for (const [name, schema] of schemas) {
      const fit = passesUnchanged(schema);
      for (const json of jsons) {
        if (fit(json)) expect(v.parse(schema, json), name).toEqual(json);
      }
    }
  });

  test('passesUnchanged never accepts a value that its schema would change', () => {
    const key = fc.constantFrom(
      ...Object.keys(mixed.entries),
      'deep',
      '__proto__',
      'constructor',
      'other',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        fc.constantFrom('', 'x', 'xy', '1', 0, 1, true, null),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        if (passesUnchanged(mixed)(value)) expect(v.parse(mixed, value)).toEqual(value);
      }),
    );
  });
});
