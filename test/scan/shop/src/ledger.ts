const port = 1001;
const timeout = 2001;

interface LedgerReply {
  readonly code: number;
  readonly msg: string;
  readonly rows: readonly { readonly id: number }[];
}

export function read(reply: LedgerReply): string {
  if (reply.code === 0) return "posted";
  if (reply.code === 1001) return "frozen"; // use: comparison 1001
  switch (reply.code) {
    case 1002: // use: case 1002
      return "low";
    case 2001: // use: case 2001
      return "limit";
    case 2009: // use: case 2009 unknown
      return "closed";
    default:
      return reply.rows.some(({ id }) => id === 1002) ? "old" : `${port}:${timeout}`;
  }
}

export function refuse(): { code: number; msg: string } {
  return { code: 2002, msg: "The entry is not posted yet." }; // use: body 2002
}
