import { badParameter } from './bad-parameter.ts';

/** Parameters that are numbers; qBittorrent reads any other text as 0. */
export function numbers<Values extends Readonly<Record<string, number | undefined>>>(
  values: Values,
): Values {
  return allOf('number', values);
}

/** Parameters that are switches; qBittorrent takes 1, and most texts, for `false`. */
export function switches<Values extends Readonly<Record<string, boolean | undefined>>>(
  values: Values,
): Values {
  return allOf('boolean', values);
}

function allOf<Values extends object>(type: 'number' | 'boolean', values: Values): Values {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || typeof value === type) continue;
    throw badParameter(name, type === 'number' ? 'it is not a number' : 'it is not true or false');
  }
  return values;
}
