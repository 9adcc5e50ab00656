import { expect, test } from 'vitest';

const ENTRIES = ['index', 'client'];

test.each(ENTRIES)(
  'each class of the built %s has the name under which it is exported',
  async (entry) => {
    const built = new URL(`../dist/${entry}.js`, import.meta.url);
    const exported: Readonly<Record<string, unknown>> = await import(built.href);
    const classes = Object.entries(exported).flatMap(([name, value]) =>
      typeof value === 'function' && /^class\b/.test(String(value)) ? [[name, value.name]] : [],
    );
    expect(classes).toContainEqual(['TransportFailure', 'TransportFailure']);
    for (const [name, own] of classes) expect(own).toBe(name);
  },
);
