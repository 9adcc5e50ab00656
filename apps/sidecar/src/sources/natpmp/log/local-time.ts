/**
 * `2026-01-14 19:30:00` in the machine's own time zone, as `date '+%Y-%m-%d %H:%M:%S'` prints it.
 */
export function localTime(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day} ${time}`;
}
