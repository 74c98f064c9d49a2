namespace Platform.Contracts.Events;

/// <summary>Where an imported run comes from.</summary>
/// <param name="Source">The file's or folder's name.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hex; of several files as docs/imports.md says.</param>
/// <param name="Format">"wsss-console", "summary", "tensorboard", "mlflow", "wandb", "csv" or "jsonl".</param>
/// <param name="Lines">Lines or records that were read.</param>
/// <param name="Unread">How many of them hold something that was not taken.</param>
public sealed record ImportedFacts(string Source, string Sha256, string Format, int Lines, int Unread);
