/** For tests that wait most of the time: one at a time would take more than a minute. */
export const options = { concurrent: true, timeout: 90_000 };
