// As much of RFC 1035 as a question for one address and its answer need.
const HEADER_BYTES = 12;
const A_RECORD = [0, 1, 0, 1];

/** A question for the address of a name. */
export function encodeQuestion(id: number, name: string): Buffer {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([id >> 8, id & 0xff, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, ...A_RECORD]);
}

/** The answer to a question, whatever its name is. */
export function encodeAnswer(question: Buffer, address: string): Buffer {
  const end = question.indexOf(0, HEADER_BYTES) + 1 + A_RECORD.length;
  const header = Buffer.from(question.subarray(0, HEADER_BYTES));
  header.set([0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0], 2);
  // The name is the one of the question.
  const record = [0xc0, HEADER_BYTES, ...A_RECORD, 0, 0, 0, 1, 0, 4, ...octets(address)];
  return Buffer.concat([header, question.subarray(HEADER_BYTES, end), Buffer.from(record)]);
}

/** The address in an answer. */
export function decodeAnswer(message: Buffer): string {
  return [...message.subarray(-4)].join('.');
}

function octets(address: string): readonly number[] {
  return address.split('.').map(Number);
}
