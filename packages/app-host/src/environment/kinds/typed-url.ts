/** A host as written in practice: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^([\w.-]+|\[[0-9a-f:.]+\])$/i;

/** An IPv4 address in brackets, with the scheme before it. */
const BRACKETED_IPV4 = /^(https?:\/\/)\[(\d+(?:\.\d+){3})\]/i;

/**
 * A URL typed by hand, or made from a template with brackets around either kind of address. The URL
 * parser accepts texts that are surely mistakes: spaces, quotes around a host, a comma between two.
 */
export function typedUrl(text: string): URL | undefined {
  const plain = text.replace(BRACKETED_IPV4, '$1$2');
  if (!URL.canParse(plain) || /[\s"<>\\^`{|}]/.test(plain)) return undefined;
  const url = new URL(plain);
  return HOST.test(url.hostname) ? url : undefined;
}
