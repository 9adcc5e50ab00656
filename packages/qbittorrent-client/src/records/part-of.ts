/** Some keys of a record, e.g. those that changed. */
export type PartOf<T> = { readonly [Key in keyof T]?: T[Key] | undefined };
