/** A host as it is written in practice: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^([\w.-]+|\[[0-9a-f:.]+\])$/i;

/**
 * A URL typed by hand. The URL parser accepts more than is ever meant: blanks, quotes around a host,
 * a comma between two.
 */
export function typedUrl(text: string): URL | undefined {
  if (!URL.canParse(text) || /[\s"<>\\^`{|}]/.test(text)) return undefined;
  const url = new URL(text);
  return HOST.test(url.hostname) ? url : undefined;
}
