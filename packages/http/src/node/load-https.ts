import process from 'node:process';

/** Loaded when used: TLS costs memory that a program on plain http does not have to spend. */
export function loadHttps(): typeof import('node:https') {
  return process.getBuiltinModule('node:https');
}
