/**
 * The form of a variable's text: one `line`; `lines` for a command, which may be a script; `any` for
 * a variable that only has to be set.
 */
export type TextForm = 'line' | 'lines' | 'any';

/** The text that was meant, or what is wrong with it, as text to follow the variable's name. */
export type PlainText = { readonly text: string } | { readonly problem: string };

/** What files, editors and web pages add at the ends of a value: spaces, CR, LF, BOM and the like. */
const ENDS = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const QUOTES = '"\'`“”„‘’«»';
const CONTROL = /[\p{Cc}\u200B\u2028\u2029\uFEFF]/u;
const CONTROL_IN_LINES = /[^\P{Cc}\t\n]|[\u200B\u2028\u2029\uFEFF]/u;

/**
 * Returns a value as it was meant, without what was pasted with it. A value that cannot be meant is a
 * problem: used literally, it would be a file with an odd name or an unreachable host.
 */
export function plainText(given: string, form: TextForm): PlainText {
  const text = given.replace(ENDS, '').replaceAll('\r\n', '\n');
  if (text === '' || form === 'any') return { text };
  if (text.includes('\uFFFD')) return { problem: 'must be UTF-8; write it again' };
  if ((form === 'lines' ? CONTROL_IN_LINES : CONTROL).test(text)) {
    return { problem: 'must not contain a control character or a line break; write it again' };
  }
  // A command may legitimately end with a quote.
  const last = form === 'lines' ? '' : text.slice(-1);
  if ([text.slice(0, 1), last].some((end) => end !== '' && QUOTES.includes(end))) {
    return { problem: 'must be written without quotes around it; remove them' };
  }
  return { text };
}
