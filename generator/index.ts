// The programmatic API: each command is one function, plain options in, an outcome out, nothing printed.

export type {
  Catalog,
  CatalogCode,
  CodeLiteral,
  CodeOwner,
  CodeType,
  Condition,
  Definition,
  DefinitionCode,
  Deprecation,
  Effect,
  Envelope,
  Example,
  Json,
  Kind,
  Locator,
  Match,
  NamedSchema,
  Param,
  Reservation,
  Retry,
  Source,
  Status,
  TextList,
  Translation,
} from "./catalog/catalog.ts";
export type { JsonSchema } from "./catalog/json-schema.ts";
export type { Template, TemplateFault } from "./catalog/template.ts";
export {
  type CatalogChange,
  type CatalogDiff,
  type ChangePlace,
  type DiffOptions,
  type DiffResult,
  diff,
} from "./commands/diff.ts";
export { type ExplainOptions, type ExplainResult, explain } from "./commands/explain.ts";
export {
  type GeneratedFolder,
  type GenerateOptions,
  type GenerateResult,
  generate,
} from "./commands/generate.ts";
export {
  type ImportedEnvelope,
  type ImportOptions,
  type ImportReport,
  type ImportResult,
  importErrors,
  type KindQuestion,
} from "./commands/import.ts";
export {
  type AskInit,
  type GivenAnswers,
  type InitOptions,
  type InitQuestion,
  type InitResult,
  init,
} from "./commands/init/init.ts";
export {
  type ReleasedCatalog,
  type ReleaseOptions,
  type ReleaseResult,
  release,
} from "./commands/release.ts";
export { type ScanOptions, type ScanResult, scan } from "./commands/scan.ts";
export {
  type KeptResponse,
  type SyncedSpec,
  type SyncOptions,
  type SyncResult,
  syncSpecs,
} from "./commands/sync.ts";
export { type ValidateOptions, type ValidateResult, validate } from "./commands/validate.ts";
export { type StopSignal, type WatchOptions, watchAndGenerate } from "./commands/watch.ts";
export type {
  ChangeKind,
  ChangelogSection,
  ChangeReader,
  Step,
} from "./diagnostics/change-entries.ts";
export type {
  Diagnostic,
  DiagnosticCode,
  Note,
  Outcome,
  Severity,
} from "./diagnostics/diagnostic.ts";
export { type CommandOutcome, exitCodeOf, exitCodes } from "./diagnostics/exit-codes.ts";
export { type ReportFormat, report } from "./diagnostics/report.ts";
export type { CatalogEmitter, Emitter, MasterEmitter, OutputFile } from "./emit/emitter.ts";
export type { SeenResponse } from "./explain/explain-response.ts";
export type {
  ChangeExplanation,
  DiagnosticExplanation,
  ErrorExplanation,
  ExplainedCatalog,
  Explanation,
  KindExplanation,
  ListedError,
  ResponseExplanation,
  StatusExplanation,
} from "./explain/explanation.ts";
export type { WorkspaceOptions } from "./project/config-names.ts";
export {
  type ConfigInput,
  type CustomEmitter,
  type CustomInput,
  defineConfig,
  type EmittersInput,
  type OutputInput,
} from "./project/define.ts";
export type { Position, SourceFile, Span } from "./text/source.ts";
export { positionOf } from "./text/source.ts";
