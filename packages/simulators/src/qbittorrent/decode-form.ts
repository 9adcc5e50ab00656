/**
 * Reads a POST body. The server takes forms only: anything else with a body, `application/json`
 * above all, is `undefined` and becomes a bare 400.
 */
export function decodeForm(contentType: string, body: string): Record<string, string> | undefined {
  if (body === '') return {};
  const type = contentType.toLowerCase();
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType)?.[1];
  return boundary === undefined ? undefined : decodeMultipart(boundary, body);
}

function decodeMultipart(boundary: string, body: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const part of body.split(`--${boundary}`)) {
    const found = /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)\r\n$/.exec(part);
    const name = /name="([^"]*)"/.exec(found?.[1] ?? '')?.[1];
    if (name !== undefined) fields[name] = found?.[2] ?? '';
  }
  return fields;
}
