// The files of a package as npm packs it: a tar archive, compressed.

import { codeOf } from "./files.ts";

const block = 512;

/** The most bytes that an archive may hold. */
const mostBytes = 1 << 28;

/** The files of an archive by their paths, or why it cannot be read. */
type Unpacked<Of> = { readonly value: Of } | { readonly reason: string };

/** Returns the files of an archive by their paths, or the reason why it cannot be read. */
export function filesInTarball(archive: Uint8Array): Unpacked<ReadonlyMap<string, Buffer>> {
  const bytes = unpacked(archive);
  return "reason" in bytes ? bytes : filesIn(bytes.value);
}

function filesIn(bytes: Buffer): Unpacked<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const text = (from: number, length: number) => textAt(bytes, at + from, length);
    const size = Number.parseInt(text(124, 12).trim() || "0", 8);
    const start = at + block;
    if (!isHeader(bytes, at) || !Number.isSafeInteger(size) || size < 0)
      return { reason: "it is not a tar archive" };
    if (start + size > bytes.length) return { reason: "it is cut off" };
    const prefix = text(345, 155);
    const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
    // An update of a file comes after it.
    files.set(name, bytes.subarray(start, start + size));
    at = start + Math.ceil(size / block) * block;
  }
  return { value: files };
}

/** Returns whether a block begins a file, or is one of the empty ones at the end. */
function isHeader(bytes: Buffer, at: number): boolean {
  const header = bytes.subarray(at, at + block);
  return header.every((byte) => byte === 0) || textAt(header, 257, 5) === "ustar";
}

function unpacked(archive: Uint8Array): Unpacked<Buffer> {
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) return { reason: "it is not compressed by gzip" };
  try {
    // Loaded here, since nothing else needs it.
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return { value: gunzipSync(archive, { maxOutputLength: mostBytes }) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ERR_BUFFER_TOO_LARGE") return { reason: `it holds more than ${mostBytes} bytes` };
    return { reason: code === "Z_BUF_ERROR" ? "it is cut off" : "it is damaged" };
  }
}

/** Returns a text up to the first zero. */
function textAt(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  return bytes.toString("utf8", start, end < 0 ? start + length : Math.min(end, start + length));
}
