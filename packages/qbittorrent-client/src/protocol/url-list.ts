import { joinList } from './join-list.ts';
import { textOf } from './text-of.ts';

/**
 * URLs as newer servers take a list of them: joined by bars, each decoded once more. Only what that
 * would change is encoded, so that plain URLs reach older servers as they are.
 */
export function urlList(name: string, urls: readonly string[] | undefined): string | undefined {
  return joinList(name, urls, '|', { encode });
}

/** One URL for a server that decodes it once more. */
export function encodedUrl(name: string, url: string): string {
  return encode(textOf(name, url));
}

/** Web seeds, as {@link urlList}. */
export function webSeedList(name: string, urls: readonly string[]): string | undefined {
  return joinList(name, urls, '|', { encode: encodeWebSeed });
}

/** One web seed, as {@link encodedUrl}. */
export function webSeed(name: string, url: string): string {
  return encodeWebSeed(textOf(name, url));
}

function encode(url: string): string {
  return url.replace(/[%|]|[^!-~]+/gu, encodeURIComponent);
}

/** `webSeeds` lists them with spaces and the like, of which no URL may hold any once it is decoded. */
function encodeWebSeed(url: string): string {
  return encode(url.replace(/["<>\\^`{|}]|[^!-~]+/gu, encodeURIComponent));
}
