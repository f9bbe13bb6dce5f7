// All goldens and the type tests under the older compilers, one after the other.

import { testCompiler } from "../packages/type-checks.ts";
import { compilers } from "../packages.ts";

for (const compiler of compilers) if (compiler !== "typescript7") testCompiler(compiler);
