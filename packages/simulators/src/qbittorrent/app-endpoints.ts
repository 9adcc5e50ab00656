import { randomInt } from 'node:crypto';
import { jsonAnswer, textAnswer } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { applyPreferences, setPreferences } from './set-preferences.ts';

const KEY_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The part of `app/` that port forwarding needs, and the API keys of 5.2. */
export const APP_ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'app/version': { answer: ({ traits }) => textAnswer(200, traits.version) },
  'app/webapiVersion': { answer: ({ traits }) => textAnswer(200, traits.webApiVersion) },
  'app/buildInfo': {
    answer: ({ traits }) =>
      jsonAnswer({
        bitness: 64,
        boost: '1.74.0',
        libtorrent: '2.0.8.0',
        openssl: '3.0.22',
        ...(traits.platform ? { platform: 'linux' } : {}),
        qt: traits.qt,
        zlib: '1.2.13',
      }),
  },
  'app/preferences': { answer: ({ preferences }) => jsonAnswer(preferences.all()) },
  'app/setPreferences': {
    post: true,
    requires: ['json'],
    answer: (state, { parameters }) => setPreferences(state, parameters.json ?? ''),
  },
  'app/networkInterfaceList': {
    answer: ({ interfaces }) =>
      jsonAnswer([...interfaces.keys()].map((name) => ({ name, value: name }))),
  },
  'app/networkInterfaceAddressList': {
    requires: ['iface'],
    answer({ interfaces }, { parameters: { iface = '' } }) {
      const all = [...interfaces.values()].flat();
      return jsonAnswer(iface === '' ? all : (interfaces.get(iface) ?? []));
    },
  },
  'app/shutdown': {
    post: true,
    answer(state) {
      state.running = false;
      state.listener.close();
      return textAnswer(200);
    },
  },
  'app/processInfo': {
    only: '5.2',
    answer: ({ startedAt }) => jsonAnswer({ launch_time: Math.floor(startedAt / 1000) }),
  },
  'app/rotateAPIKey': {
    only: '5.2',
    post: true,
    answer(state) {
      const letters = Array.from({ length: 28 }, () => KEY_LETTERS[randomInt(KEY_LETTERS.length)]);
      const apiKey = `qbt_${letters.join('')}`;
      applyPreferences(state, { web_ui_api_key: apiKey });
      return jsonAnswer({ apiKey });
    },
  },
  'app/deleteAPIKey': {
    only: '5.2',
    post: true,
    answer(state) {
      applyPreferences(state, { web_ui_api_key: '' });
      return { status: 204 };
    },
  },
};
