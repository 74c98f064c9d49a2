namespace Platform.Contracts;

/// <summary>An error its reader can act on: one line that names the thing and what to do. Shown without a stack trace.</summary>
public sealed class UserErrorException(string message, Exception? inner = null) : Exception(message, inner);
