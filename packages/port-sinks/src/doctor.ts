/**
 * What the `doctor` commands of the apps ask of their sinks.
 *
 * @module
 */
export { type SinkOutlook, sinkSteps } from './sink-steps.ts';
