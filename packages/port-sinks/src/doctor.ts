/**
 * The part of the apps' `doctor` commands that examines the sinks.
 *
 * @module
 */
export { type SinkOutlook, sinkSteps } from './sink-steps.ts';
