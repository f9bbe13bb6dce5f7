// What TypeScript exports that a generated package can export under the same names: enums and objects of codes, and classes of errors.

import type { DeclaredName } from "./finding.ts";
import { isCode } from "./shapes-seen.ts";
import { isObject } from "./typescript-entries.ts";
import type { ParsedTypeScript } from "./typescript-files.ts";
import { codePosition } from "./typescript-makers.ts";
import { membersOf } from "./typescript-members.ts";
import type { ClassDeclaration, SyntaxFile } from "./typescript-syntax.ts";
import { hasCodeField, type ValueReader } from "./typescript-values.ts";

/** Returns the exported enums and objects in `owners`, and the exported classes that extend `Error` and take a code. */
export function declaredNames(
  { files, placeOf }: ParsedTypeScript,
  reader: ValueReader,
  owners: ReadonlySet<string>,
): readonly DeclaredName[] {
  return files.flatMap((file) => {
    const isExported = exportsOf(file);
    const objects = file
      .getVariableDeclarations()
      .filter((one) => isObject(one.getInitializer(), reader.syntax));
    const holders = [...file.getEnums(), ...objects]
      .filter((one) => owners.has(one.getName()) && isExported(one.getName()))
      // No package has objects in its object of codes.
      .filter((one) => membersOf(one, reader).every(({ name }) => !name.includes(".")))
      .map(
        (one): DeclaredName => ({
          form: reader.syntax.Node.isEnumDeclaration(one) ? "enum" : "object",
          name: one.getName(),
          place: placeOf(one),
          roles: [],
          members: membersOf(one, reader).flatMap(({ name, value }) =>
            isCode(value) ? [[name, value] as const] : [],
          ),
        }),
      );
    const classes = file.getClasses().flatMap((one): readonly DeclaredName[] => {
      const name = one.getName() ?? "";
      const isBase =
        one.getExtends()?.getText() === "Error" && codePosition(one, reader.syntax) >= 0;
      return isBase && isExported(name)
        ? [{ form: "class", name, place: placeOf(one), members: [], roles: rolesOf(one, reader) }]
        : [];
    });
    return [...holders, ...classes];
  });
}

const roleNames = [
  ["status", /^(?:http)?status(?:code)?$/],
  ["code", /code$/],
  ["message", /^(?:message|msg)$/],
  ["cause", /^cause$/],
  ["requestId", /^requestid$/],
  ["fields", /^(?:options|opts)$/],
] as const;

/** Returns what the arguments of a class are, up to the first whose name does not say it. */
function rolesOf(declared: ClassDeclaration, { syntax }: ValueReader): readonly string[] {
  const [first] = declared.getConstructors();
  const roles: string[] = [];
  let hasCode = false;
  for (const parameter of first?.getParameters() ?? []) {
    const name = parameter.getName().replace(/_/g, "").toLowerCase();
    const isFields = !roles.includes("code") && hasCodeField(parameter, syntax);
    const [role] = isFields
      ? ["fields"]
      : (roleNames.find(([one, form]) => form.test(name) && !roles.includes(one)) ?? []);
    hasCode ||= role === "code" || isFields;
    if (role === undefined || parameter.isRestParameter()) break;
    roles.push(role);
  }
  return hasCode ? roles : [];
}

/** Returns whether a file exports what it declares under a name, under this name. */
function exportsOf(file: SyntaxFile): (name: string) => boolean {
  const declared = [
    ...file.getEnums(),
    ...file.getClasses(),
    ...file
      .getVariableStatements()
      .filter((one) => one.hasExportKeyword())
      .flatMap((one) => one.getDeclarations()),
  ];
  const listed = file
    .getExportDeclarations()
    .filter((one) => !one.hasModuleSpecifier())
    .flatMap((one) => one.getNamedExports())
    .flatMap((one) => (one.getAliasNode() === undefined ? one.getName() : []));
  const names = new Set([
    ...listed,
    ...declared.flatMap((one) => {
      const isOwn =
        "hasExportKeyword" in one ? one.hasExportKeyword() && !one.hasDefaultKeyword() : true;
      return isOwn ? (one.getName() ?? []) : [];
    }),
  ]);
  return (name) => names.has(name);
}
