import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import '../src/app/no-debugger.ts';
import { nodeTransport } from '@portkeep/http/node';
import * as v from 'valibot';
import { ExitError } from '../src/app/exit-error.ts';
import { runApp } from '../src/app/run-app.ts';
import { ConfigurationError } from '../src/environment/configuration-error.ts';
import { portNumber } from '../src/environment/kinds/whole-number.ts';
import { variable } from '../src/environment/variable.ts';
import { httpListenVariable } from '../src/http-server/http-listen-variable.ts';
import { startStatusServer } from '../src/http-server/status-server.ts';

/** An app that does what a test asks for; the tests run and bundle it. */
runApp({
  name: 'portkeep-example',
  version: '1.2.3',
  help: 'An example.',
  variables: {
    listen: httpListenVariable('127.0.0.1:0'),
    behaviour: variable('BEHAVIOUR', {
      description: 'What run does.',
      schema: v.string(),
      fallback: 'wait',
    }),
    port: variable('EXAMPLE_PORT', { description: 'A port.', schema: portNumber, fallback: '1' }),
    pass: variable('PIA_PASS', { description: 'A password.', secret: true, required: true }),
  },
  contradictions: ({ behaviour }) =>
    behaviour === 'contradict' ? ['BEHAVIOUR contradicts itself'] : [],
  commands: {
    async run({ name, values, log, signal, given, onHangup, print, version }) {
      let lines = 0;
      const view = {
        healthy: () => true,
        startedUp: () => ({ ok: true, reasons: [] }),
        ready: () => ({ ok: values.port === 1, reasons: ['port: not 1'] }),
        status: () => ({ version, pid: process.pid, lines }),
        metrics: () => '',
      };
      const explicit = given.has('HTTP_LISTEN');
      const server = await startStatusServer({
        app: name,
        listen: values.listen,
        explicit,
        view,
        log,
      });
      onHangup(() => log.info('Hung up'));
      log.info('Ready', { port: server.address?.port, pass: values.pass.read() });

      switch (values.behaviour) {
        case 'wait':
          throw await stopped(signal);
        case 'chatter':
          for (;;) {
            for (let i = 0; i < 20; i += 1) {
              lines += 1;
              log.info('x'.repeat(500), { lines });
            }
            // Node's own warnings go to standard error.
            process.emitWarning(`${'y'.repeat(500)} ${lines}`);
            await setTimeout(5, undefined, { signal });
          }
        case 'hang on a thread':
          // A pipe without a writer blocks the thread, like a DNS lookup or a disk that does not answer.
          void open(process.env.PIPE ?? '', 'r');
          throw values.port === 1
            ? await stopped(signal)
            : new ExitError(75, 'Given up', 'start it again');
        case 'hang':
          setInterval(() => {}, 1_000);
          await new Promise(() => {});
          break;
        case 'finish':
          return;
        case 'give up':
          throw new ExitError(75, 'The network namespace is stale', 'restart');
        case 'complain':
          throw new ConfigurationError(['BEHAVIOUR is bad', 'PIA_PASS is worse']);
        case 'fail':
          throw new Error(`Broken by ${values.pass.read()}`);
        case 'reject':
          void Promise.reject(new Error('Forgotten'));
          await new Promise(() => {});
          break;
        case 'talk': {
          const url = `http://127.0.0.1:${server.address?.port}/readyz`;
          const request = { method: 'GET', url, headers: {} };
          const reply = await nodeTransport()(request, { timeoutMs: 5_000, signal });
          // Not in Node's types: the names of the built-in modules that this process has loaded.
          const loaded = v.parse(v.array(v.string()), Reflect.get(process, 'moduleLoadList'));
          const modules = loaded.filter((name) => name.includes('undici'));
          print(`${JSON.stringify({ status: reply.status, modules })}\n`);
        }
      }
    },
    once: async ({ print }) => print('once\n'),
  },
});

function stopped(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason));
  });
}
