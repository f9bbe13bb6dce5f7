// All goldens and the type tests under the older compilers, one after the other.

import { compilers } from "../helpers.ts";
import { testCompiler } from "../packages/type-checks.ts";

for (const compiler of compilers) if (compiler !== "typescript7") testCompiler(compiler);
