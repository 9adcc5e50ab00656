import type { Values } from '@portkeep/app-host';
import type { AppSink, SinkApp, SinkKind } from './sink-kind.ts';
import type { EntriesOf, VariablesOf } from './sinks-together.ts';

/** All sinks that receive the port. */
export interface Sinks {
  readonly all: readonly AppSink[];
  /** Names of the sinks without which the app is not ready: its own files. */
  readonly own: readonly string[];
  /** Called when the user asks for a retry: refused logins may be sent again. */
  allowLogins(): void;
}

/** Creates the configured sinks; the code of a kind is loaded only if it is configured. */
export async function createSinks<const K extends readonly SinkKind[]>(
  kinds: K,
  values: Values<VariablesOf<K>>,
  app: SinkApp<EntriesOf<K>>,
): Promise<Sinks> {
  const configured = kinds.flatMap((kind) => {
    const setup = kind.configured(values);
    return setup === undefined ? [] : [{ kind, setup }];
  });
  const all = await Promise.all(configured.map(({ setup }) => setup.create(app)));
  return {
    all,
    own: configured.flatMap(({ kind: { file, name } }) => (file === undefined ? [] : [name])),
    allowLogins() {
      for (const sink of all) sink.allowLogin?.();
    },
  };
}
