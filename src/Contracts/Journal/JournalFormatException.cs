namespace Platform.Contracts.Journal;

/// <summary>A journal line that cannot be read; the message says why.</summary>
public sealed class JournalFormatException(string message, Exception? inner = null) : Exception(message, inner);
