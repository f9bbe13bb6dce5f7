// The programmatic API: each command is one function, plain options in, an outcome out, nothing printed.

export { type CommandOutcome, exitCodeOf, exitCodes } from "./commands/command.ts";
export {
  type GeneratedFolder,
  type GenerateOptions,
  type GenerateResult,
  generate,
} from "./commands/generate.ts";
export { type InitOptions, type InitResult, init } from "./commands/init.ts";
export { type SyncedSpec, type SyncOptions, type SyncResult, syncSpecs } from "./commands/sync.ts";
export { type ValidateResult, validate } from "./commands/validate.ts";
export { type WatchOptions, watchAndGenerate } from "./commands/watch.ts";
export type {
  Diagnostic,
  DiagnosticCode,
  Note,
  Outcome,
  Severity,
} from "./diagnostics/diagnostic.ts";
export { type ReportFormat, report } from "./diagnostics/report.ts";
export type { Emitter, OutputFile } from "./emit/emitter.ts";
export type { Position, SourceFile, Span } from "./text/source.ts";
export { positionOf } from "./text/source.ts";
export type { WorkspaceOptions } from "./workspace.ts";
