/** What a request of this client carries: a form as text, or a form with files. */
export type RequestBody = string | FormData;
