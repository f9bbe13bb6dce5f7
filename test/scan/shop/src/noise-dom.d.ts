interface KeyboardEvent {
  readonly code: string;
  readonly key: string;
}
