import { describe, expect, test } from 'vitest';
import { evaluate, failure, hasNix } from '../../../src/deploy/nix/evaluate.ts';

const CASES = 'tests/stand-in-cases.nix';

describe.runIf(hasNix)('the stand-in for nixpkgs’ lib', () => {
  test('the stand-in merges definitions as nixpkgs does', () => {
    expect(evaluate(CASES, 'values')).toEqual({
      default: 1,
      definition: 2,
      weakDefinition: 3,
      forced: 2,
      conditions: 3,
      conditionOnOtherOption: 4,
      imports: 5,
      lines: 'one\ntwo',
      lists: ['a', 'c'],
      sets: { a: 1, c: 3 },
      noDefinition: {},
      submodules: { ann: { age: null, name: 'ann' }, bob: { age: 4, name: 'Robert' } },
      valueNamedConfig: { config: 1 },
      submoduleFunction: { age: 7, name: 'it' },
      nullable: null,
      stringOrList: ['a', ['b']],
      anything: { a: { b: 1, c: [2] } },
      module: [6, 8],
      readOnly: 2,
      functions: {
        split: ['10', '100', '0', '1'],
        slash: ['10.100.0.0', '24'],
        renamed: { 'x-a': 1 },
        generated: { a: 'a!' },
        kept: { b: 2 },
        listed: ['a=1'],
        unique: [1, 2],
        optional: [2, 3],
        text: 'a',
        set: { b: 1 },
        flat: [1, 1, 2, 2],
      },
    });
  });

  test.each([
    ['unknownOption', 'a.c'],
    ['unknownOptionUnderFalseCondition', 'a.c'],
    ['declaredTwice', 'a.b'],
    ['conflict', 'it'],
    ['noValue', 'it'],
    ['range', 'it'],
    ['enum', 'it'],
    ['pattern', 'it'],
    ['element', 'it.[definition 1-entry 1]'],
    ['nested', 'it.ann.age'],
    ['unknownInSubmodule', 'it.ann.size'],
    ['readOnlyTwice', 'a'],
  ])('the stand-in refuses the case "%s" with the path of the option %s', (name, path) => {
    expect(failure(CASES, `failures.${name}`)).toContain(`option \`${path}'`);
  });
});
