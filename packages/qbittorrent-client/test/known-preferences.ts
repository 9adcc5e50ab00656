import { readdirSync, readFileSync } from 'node:fs';

const PARTS = new URL('../src/records/preferences/', import.meta.url);

/** The sources of the parts of `Preferences`. */
export const PREFERENCES_SOURCES = readdirSync(PARTS).map((name) =>
  readFileSync(new URL(name, PARTS), 'utf8'),
);

/** The keys of `Preferences`. */
export const KNOWN_PREFERENCES = PREFERENCES_SOURCES.flatMap((source) =>
  Array.from(source.matchAll(/^ {2}readonly (\w+)\??:/gm), ([, key = '']) => key),
);
