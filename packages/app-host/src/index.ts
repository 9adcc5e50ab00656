/**
 * What every Portkeep app needs: configuration from the environment, log, status server, files, and the
 * life cycle of the process.
 *
 * @example
 * ```ts ignore
 * import { httpListenVariable, runApp, variable } from '@portkeep/app-host';
 *
 * runApp({
 *   name: 'portkeep-example',
 *   version: '1.0.0',
 *   help: 'Says hello.',
 *   variables: {
 *     listen: httpListenVariable('127.0.0.1:9797'),
 *     password: variable('PASSWORD', { description: 'The password.', secret: true, required: true }),
 *   },
 *   commands: {
 *     run: async ({ log, values, signal }) => log.info('Hello'),
 *   },
 * });
 * ```
 *
 * @module
 */
export type { App, AppCommand, AppDefinition, CommandOptions } from './app/app.ts';
export { EXIT_CONFIGURATION, EXIT_GAVE_UP, EXIT_STALE_NAMESPACE } from './app/exit-code.ts';
export { ExitError } from './app/exit-error.ts';
export { type Health, healthcheck } from './app/healthcheck.ts';
export { runApp } from './app/run-app.ts';
export { ConfigurationError } from './environment/configuration-error.ts';
export { editDistance } from './environment/edit-distance.ts';
export type { Environment } from './environment/environment.ts';
export { findSecret } from './environment/find-secret.ts';
export { followSecrets } from './environment/follow-secrets.ts';
export { booleanFlag } from './environment/kinds/boolean-flag.ts';
export { commaSeparated } from './environment/kinds/comma-separated.ts';
export { type CommandLine, commandLine } from './environment/kinds/command-line.ts';
export { fileMode } from './environment/kinds/file-mode.ts';
export { filePath } from './environment/kinds/file-path.ts';
export { httpsUrl } from './environment/kinds/https-url.ts';
export {
  formatHostAndPort,
  type HostAndPort,
  type ListenAddress,
  listenAddress,
} from './environment/kinds/listen-address.ts';
export { pemFile } from './environment/kinds/pem-file.ts';
export { textKind } from './environment/kinds/text-kind.ts';
export { typedUrl } from './environment/kinds/typed-url.ts';
export {
  portNumber,
  type WholeNumberBounds,
  wholeNumber,
  wholeSeconds,
} from './environment/kinds/whole-number.ts';
export { type MisspeltVariable, misspeltVariables } from './environment/misspelt-variables.ts';
export { readConfigurationFile } from './environment/read-configuration-file.ts';
export {
  checkEnvironment,
  type EnvironmentReading,
  readEnvironment,
} from './environment/read-environment.ts';
export { Secret } from './environment/secret.ts';
export { type TakenSecret, takeSecret } from './environment/secret-text.ts';
export { secretsIn } from './environment/secrets-in.ts';
export {
  type Adjusted,
  type PlainOptions,
  type SecretOptions,
  type Values,
  type Variable,
  type Variables,
  variable,
} from './environment/variable.ts';
export { variablesTable } from './environment/variables-table.ts';
export { adviceOf, problemOf } from './errors/advice-of.ts';
export { AdvisedError } from './errors/advised-error.ts';
export { FileError } from './files/file-error.ts';
export {
  type JsonStateFile,
  type JsonStateFileOptions,
  jsonStateFile,
} from './files/json-state-file.ts';
export { type FoundState, readStateFile } from './files/read-state-file.ts';
export { type WriteOptions, writeFileAtomically } from './files/write-file-atomically.ts';
export { addressesToAsk } from './http-server/addresses-to-ask.ts';
export { type AskStatusOptions, askStatus, type StatusAnswer } from './http-server/ask-status.ts';
export { httpListenVariable } from './http-server/http-listen-variable.ts';
export { INSTANCE_HEADER, instanceMark } from './http-server/instance-mark.ts';
export { type Metric, metricsText, type Sample } from './http-server/metrics-text.ts';
export { openServer } from './http-server/open-server.ts';
export { type StatusReply, statusRoute } from './http-server/status-route.ts';
export {
  type StatusServer,
  type StatusServerOptions,
  startStatusServer,
} from './http-server/status-server.ts';
export type { ProbeResult, StatusView } from './http-server/status-view.ts';
export { strangerIn } from './http-server/stranger-in.ts';
export { isoOrNull, isoSeconds } from './iso-seconds.ts';
export { acquireInstanceLock } from './lock/acquire-instance-lock.ts';
export {
  type AcquiredState,
  type AcquireStateOptions,
  acquireState,
} from './lock/acquire-state.ts';
export type { InstanceLock, InstanceLockOptions } from './lock/instance-lock.ts';
export { InstanceLockError } from './lock/instance-lock-error.ts';
export { describeError } from './log/error-facts.ts';
export { type HideSecrets, hideSecrets } from './log/hide-secrets.ts';
export { createLog, type Log, type LogFields, type LogOptions } from './log/log.ts';
export type { LogLevel } from './log/log-level.ts';
export { logVariables } from './log/log-variables.ts';
export { formatIpv4, networkOf, parseIpv4 } from './network/ipv4.ts';
export { findKernelRoute, type KernelRoute, parseKernelRoutes } from './network/kernel-routes.ts';
export { privilegeVariables } from './privileges/privilege-variables.ts';
export { codeOf } from './system-error.ts';
export { systemTimer, type Timer } from './timer.ts';
export { untilAborted } from './until-aborted.ts';
