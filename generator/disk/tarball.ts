// The files of a package as npm packs it: a tar archive, compressed.

const block = 512;

/** The most bytes that an archive may hold. */
const mostBytes = 1 << 28;

/** Returns what looks up the files of an archive by their paths; what is no archive has none. */
export function filesInTarball(archive: Uint8Array): (path: string) => Buffer | undefined {
  const bytes = unpacked(archive);
  return (path) => (bytes === undefined ? undefined : fileIn(bytes, path));
}

function fileIn(bytes: Buffer, path: string): Buffer | undefined {
  for (let at = 0; at + block <= bytes.length; ) {
    const text = (from: number, length: number) => textAt(bytes, at + from, length);
    const size = Number.parseInt(text(124, 12).trim() || "0", 8);
    if (!Number.isSafeInteger(size) || size < 0) return undefined;
    const prefix = text(345, 155);
    const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
    if (name === path) return bytes.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
  }
  return undefined;
}

function unpacked(archive: Uint8Array): Buffer | undefined {
  try {
    // Loaded here, since nothing else needs it.
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return gunzipSync(archive, { maxOutputLength: mostBytes });
  } catch {
    return undefined;
  }
}

/** Returns a text up to the first zero. */
function textAt(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  return bytes.toString("utf8", start, end < 0 ? start + length : Math.min(end, start + length));
}
