import type { Endpoint } from '../src/protocol/endpoint.ts';

/** The keys of an input that a caller may leave out. */
type OptionalKeys<Input> = {
  [Key in keyof Input]-?: Record<never, never> extends Pick<Input, Key> ? Key : never;
}[keyof Input];

/** An input with every key that it can have. */
interface FullInput<Input> {
  readonly needed: Omit<Input, OptionalKeys<Input>>;
  readonly more: { readonly [Key in OptionalKeys<Input>]-?: NonNullable<Input[Key]> };
}

/** The full inputs of rows, of those that take one. */
export type FullInputs<Rows> = {
  readonly [Name in keyof Rows as Rows[Name] extends Endpoint<infer Input, unknown>
    ? [Input] extends [undefined]
      ? never
      : Name
    : never]: Rows[Name] extends Endpoint<infer Input, unknown>
    ? FullInput<NonNullable<Input>>
    : never;
};
