/**
 * The parts of an app that keeps a port: its status, its metrics, its event log.
 *
 * @module
 */

export { EventLog, type EventLogOptions, type TroubleDetails } from './event-log/event-log.ts';
export { followTriggers } from './follow-triggers.ts';
export { type OnceRun, type RunOnceOptions, runOnce } from './run-once.ts';
export {
  type KeepPortOptions,
  type PortEvent,
  type PortKeeping,
  type PortSource,
  portEvent,
} from './source/port-source.ts';
export type { PortFacts, SourceKind, SourceSteps } from './source/source-kind.ts';
export { stepsOn } from './source/steps-on.ts';
export { startPublisher } from './start-publisher.ts';
export { LeaseStatus } from './status/lease-status.ts';
export type {
  LeaseDetails,
  LeaseFacts,
  LeaseState,
  LeaseStatusOptions,
  LeaseTrouble,
} from './status/lease-status-options.ts';
export { portStatus } from './status/port-status.ts';
export { tickingClock } from './status/ticking-clock.ts';
