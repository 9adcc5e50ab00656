/** A request that the control API cannot carry out; the message says why. */
export class ControlRequestError extends Error {
  override readonly name = 'ControlRequestError';
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** The fields of a JSON object. */
export type ControlFields = ReadonlyMap<string, unknown>;

/** Reads a body; an empty one has no fields. */
export function controlFields(body: string): ControlFields {
  if (body === '') return new Map();
  try {
    return new Map(Object.entries(JSON.parse(body)));
  } catch {
    throw new ControlRequestError(400, 'Cannot read the body: send a JSON object');
  }
}

/** A field that may be missing but otherwise must be a number. */
export function optionalNumber(fields: ControlFields, name: string): number | undefined {
  const value = fields.get(name);
  if (value === undefined || typeof value === 'number') return value;
  throw new ControlRequestError(400, `Cannot read '${name}': send a number`);
}

/** A required number. */
export function requiredNumber(fields: ControlFields, name: string): number {
  const value = optionalNumber(fields, name);
  if (value === undefined) throw new ControlRequestError(400, `Cannot go on: '${name}' is missing`);
  return value;
}

/** A field that may be missing; whatever else it is becomes text. */
export function optionalText(fields: ControlFields, name: string): string | undefined {
  const value = fields.get(name);
  return value === undefined ? undefined : String(value);
}

/** A required `true` or `false`. */
export function requiredBoolean(fields: ControlFields, name: string): boolean {
  const value = fields.get(name);
  if (typeof value === 'boolean') return value;
  throw new ControlRequestError(400, `Cannot read '${name}': send true or false`);
}
