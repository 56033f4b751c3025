namespace PolicyIngest.Cli;

/// <summary>The command can't be carried out as given; the message says why and what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
