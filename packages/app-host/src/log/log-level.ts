/** From the most talkative to the least. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** How important a line is. */
export type LogLevel = (typeof LOG_LEVELS)[number];
