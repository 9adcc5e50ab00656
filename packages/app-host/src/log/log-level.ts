/** From the most verbose to the least. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** How important a line is. */
export type LogLevel = (typeof LOG_LEVELS)[number];
