import type { Secret } from '../environment/secret.ts';

/** Replaces every secret in a text. */
export type HideSecrets = (text: string) => string;

const MASK = '***';

/**
 * Hides every text that the secrets have ever had, in plain form and as encoded in a URL, a form body
 * and a JSON string.
 */
export function hideSecrets(secrets: readonly Secret[]): HideSecrets {
  return (text) => {
    const forms = new Set(secrets.flatMap((secret) => secret.texts()).flatMap(formsOf));
    // The longest first, so that a secret that contains another one is hidden completely.
    const ordered = [...forms].sort((a, b) => b.length - a.length);
    return ordered.reduce((result, form) => result.replaceAll(form, MASK), text);
  };
}

function formsOf(secret: string): string[] {
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  return [
    secret,
    // The form encoding never throws; its two differences from the URL encoding are undone here.
    form,
    form.replaceAll('+', '%20').replace(/%(21|27|28|29|7E)/g, decodeURIComponent),
    JSON.stringify(secret).slice(1, -1),
  ];
}
