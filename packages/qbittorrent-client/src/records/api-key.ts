import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A fresh key that opens the Web API (`app/rotateAPIKey`). Secret: never log it. Since 5.2. */
export interface ApiKey {
  /** `qbt_` and 28 characters. */
  readonly apiKey: string;
}

/** What {@link ApiKey} looks like on the wire; unknown keys pass. */
export const ApiKeySchema: v.GenericSchema<unknown, ApiKey> = v.looseObject({
  apiKey: v.string(),
} satisfies EntriesOf<ApiKey>);
