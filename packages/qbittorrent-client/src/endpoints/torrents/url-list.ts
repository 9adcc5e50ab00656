/**
 * URLs as newer servers take a list of them: joined by bars, each decoded once more. Only what that
 * would change is encoded, so that plain URLs reach older servers as they are.
 */
export function urlList(urls: readonly string[]): string {
  return urls.map(encodedUrl).join('|');
}

/** One URL for a server that decodes it once more. */
export function encodedUrl(url: string): string {
  return url.replace(/[%|]|[^!-~]+/gu, encodeURIComponent);
}
