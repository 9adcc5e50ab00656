/** Whatever comes with a success: 200 without a body before 5.2, often 204 since. */
export function nothing(): void {}
