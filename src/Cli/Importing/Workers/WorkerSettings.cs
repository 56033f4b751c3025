using System.Text.Json.Serialization;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>What a worker process is told before its first file.</summary>
/// <param name="Options">Limits for reading.</param>
/// <param name="Jobs">Documents to work on at the same time; at least 1.</param>
/// <param name="Timeout">Longest time for a document.</param>
/// <param name="MaxFileSize">Largest file in bytes.</param>
/// <param name="Memory">Most memory of the worker's own heap, in bytes.</param>
/// <param name="RuleSet">The rules in force, to be written beside each document.</param>
internal sealed record WorkerSettings(ReadOptions Options, int Jobs, TimeSpan Timeout, long MaxFileSize, long Memory, string RuleSet)
{
    /// <summary>In which form records are wanted beside or instead of rows.</summary>
    public RecordForm Records { get; init; }

    /// <summary>Texts of the user's lexicons by name; empty where only the program's own are in force.</summary>
    public Dictionary<string, string> Lexicons { get; init; } = [];
}

[JsonSerializable(typeof(WorkerSettings))]
internal sealed partial class WorkerSettingsJson : JsonSerializerContext;
