import { readEnvironment, type Variable, variable } from '@portkeep/app-host';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { keptPort } from '../../port-lease/test/kept-port.ts';
import { keptState } from '../test/kept-state.ts';
import { sinkApp } from '../test/sink-app.ts';
import { command, dataFile, portFile, qbittorrent } from './index.ts';
import type { SinkKind } from './sink-kind.ts';
import { createSinks } from './sinks.ts';
import {
  sinkContradictions,
  sinkFiles,
  sinkPaths,
  sinkStateEntries,
  sinkTargets,
  sinkVariables,
} from './sinks-together.ts';

const KINDS = [
  portFile({ description: 'A file.' }),
  dataFile({ description: 'A file.' }),
  command('PORT'),
  qbittorrent('listen'),
] as const;
const EVERYTHING = {
  PORT_FILE: '/port',
  PORT_DATA_FILE: '/data',
  ON_PORT_CHANGE: 'true',
  QBITTORRENT_HOST: 'localhost',
};

const valuesOf = (environment: Readonly<Record<string, string>>) =>
  readEnvironment(sinkVariables(KINDS), environment).values;

const app = sinkApp();

test('without a configuration there is no sink', async () => {
  const values = valuesOf({});
  expect(sinkTargets(KINDS, values)).toEqual([]);
  expect(sinkPaths(KINDS, values)).toEqual([]);
  expect(await createSinks(KINDS, values, app)).toMatchObject({ all: [], own: [] });
});

test('each configured kind becomes a sink; files are the app’s own, the others are not', async () => {
  const values = valuesOf(EVERYTHING);
  const { all, own } = await createSinks(KINDS, values, app);
  expect(all.map(({ name }) => name)).toEqual(['port-file', 'data-file', 'hook', 'qbittorrent']);
  expect(all.map(({ name }) => name)).toEqual(KINDS.map(({ name }) => name));
  expect(own).toEqual(['port-file', 'data-file']);
  expect(sinkFiles(KINDS)).toEqual(['portFile', 'portDataFile']);
  expect(sinkPaths(KINDS, values)).toEqual(['/port', '/data']);
  expect(sinkTargets(KINDS, values)).toEqual([
    'port-file',
    'data-file',
    'hook',
    'qbittorrent at localhost:8080',
  ]);
});

test('the entries of the state keep the names that they have always had', () => {
  expect(Object.keys(sinkStateEntries(KINDS)).toSorted()).toEqual([
    'binding',
    'hook_port',
    'own_port',
    'refused_logins',
    'tunnel_addresses',
  ]);
});

test('contradictions between the variables of a kind are found', () => {
  const values = valuesOf({ QBITTORRENT_BASIC_USER: 'me' });
  expect(sinkContradictions(KINDS, values)).toEqual([
    'QBITTORRENT_BASIC_USER is set and QBITTORRENT_BASIC_PASS is not; set both, or none',
  ]);
});

test('a command remembers its port in the state of the app', async () => {
  const memory = keptState();
  const { all } = await createSinks([command('PORT')], valuesOf({ ON_PORT_CHANGE: 'true' }), {
    ...app,
    memory,
  });
  await all[0]?.publish(keptPort({ port: 40_001 }), { signal: new AbortController().signal });
  expect(memory.current).toEqual({ hook_port: 40_001 });
});

test('a request of the user reaches each sink that holds a login back', async () => {
  let allowed = 0;
  const kind: SinkKind<{ readonly place: Variable<string | undefined> }, Record<never, never>> = {
    name: 'gate',
    variables: { place: variable('GATE', { description: 'A place.', schema: v.string() }) },
    stateEntries: {},
    configured: () => ({
      target: 'gate',
      create: async () => ({
        name: 'gate',
        publish: async () => {},
        allowLogin() {
          allowed += 1;
        },
      }),
    }),
  };
  const { allowLogins } = await createSinks([kind], { place: '/gate' }, app);
  allowLogins();
  expect(allowed).toBe(1);
});
