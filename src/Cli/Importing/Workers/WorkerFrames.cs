using System.Text;
using System.Text.Json;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>A file for a worker.</summary>
/// <param name="Sequence">Number of the file in the run.</param>
/// <param name="Path">How to open it.</param>
/// <param name="Key">The path by which the database knows it.</param>
/// <param name="KnownSha256">Hash under which nothing needs to be done, or null.</param>
internal sealed record WorkRequest(int Sequence, FilePath Path, string Key, string? KnownSha256);

/// <summary>What a worker says.</summary>
/// <param name="Sequence">The file it is about.</param>
internal abstract record WorkerMessage(int Sequence)
{
    /// <summary>The work on a file begins.</summary>
    public sealed record Started(int Sequence) : WorkerMessage(Sequence);

    /// <summary>The file has the hash that is known.</summary>
    public sealed record Same(int Sequence, double Milliseconds) : WorkerMessage(Sequence);

    /// <summary>Memory ran out while the file was worked on; it need not be the file's own fault.</summary>
    public sealed record OutOfMemory(int Sequence) : WorkerMessage(Sequence);

    /// <summary>The file is done.</summary>
    public sealed record Finished(int Sequence, double Milliseconds, List<DocumentOutcome> Outcomes) : WorkerMessage(Sequence);
}

/// <summary>The way in which a run and its worker write to each other over the worker's standard input and output.</summary>
internal static class WorkerFrames
{
    private const byte StartedTag = 1, SameTag = 2, OutOfMemoryTag = 3, FinishedTag = 4;

    public static void WriteSettings(BinaryWriter writer, WorkerSettings settings) =>
        writer.Write(JsonSerializer.Serialize(settings, WorkerSettingsJson.Default.WorkerSettings));

    public static WorkerSettings ReadSettings(BinaryReader reader) =>
        JsonSerializer.Deserialize(reader.ReadString(), WorkerSettingsJson.Default.WorkerSettings)!;

    public static void Write(BinaryWriter writer, WorkRequest request)
    {
        writer.Write(request.Sequence);
        writer.Write(request.Path.Text);
        writer.Write(request.Path.Raw?.Length ?? 0);
        writer.Write(request.Path.Raw ?? []);
        writer.Write(request.Key);
        WriteOptional(writer, request.KnownSha256);
    }

    /// <summary>The next request.</summary>
    /// <exception cref="EndOfStreamException">There is none any more.</exception>
    public static WorkRequest ReadRequest(BinaryReader reader) =>
        new(reader.ReadInt32(), ReadPath(reader), reader.ReadString(), ReadOptional(reader));

    private static FilePath ReadPath(BinaryReader reader)
    {
        string text = reader.ReadString();
        int length = reader.ReadInt32();
        return new FilePath(text, length == 0 ? null : reader.ReadBytes(length));
    }

    public static void Write(BinaryWriter writer, WorkerMessage message)
    {
        writer.Write(message switch
        {
            WorkerMessage.Started => StartedTag,
            WorkerMessage.Same => SameTag,
            WorkerMessage.OutOfMemory => OutOfMemoryTag,
            _ => FinishedTag,
        });
        writer.Write(message.Sequence);
        if (message is WorkerMessage.Same same) writer.Write(same.Milliseconds);
        if (message is not WorkerMessage.Finished finished) return;
        writer.Write(finished.Milliseconds);
        writer.Write(finished.Outcomes.Count);
        foreach (var outcome in finished.Outcomes) Write(writer, outcome);
    }

    /// <summary>The next message.</summary>
    /// <exception cref="EndOfStreamException">The worker has ended.</exception>
    public static WorkerMessage ReadMessage(BinaryReader reader)
    {
        byte tag = reader.ReadByte();
        int sequence = reader.ReadInt32();
        switch (tag)
        {
            case StartedTag: return new WorkerMessage.Started(sequence);
            case SameTag: return new WorkerMessage.Same(sequence, reader.ReadDouble());
            case OutOfMemoryTag: return new WorkerMessage.OutOfMemory(sequence);
        }
        double milliseconds = reader.ReadDouble();
        int count = reader.ReadInt32();
        var outcomes = new List<DocumentOutcome>();
        for (int i = 0; i < count; i++) outcomes.Add(ReadOutcome(reader));
        return new WorkerMessage.Finished(sequence, milliseconds, outcomes);
    }

    private static void Write(BinaryWriter writer, DocumentOutcome outcome)
    {
        writer.Write(outcome.Path);
        writer.Write(outcome.Size ?? -1);
        WriteOptional(writer, outcome.Sha256);
        writer.Write(outcome.Failure is not null);
        if (outcome.Failure is { } failure)
        {
            writer.Write((byte)failure.Status);
            writer.Write(failure.Code);
            writer.Write(failure.Reason);
            return;
        }
        var (document, figures) = (outcome.Document!, outcome.Figures!);
        writer.Write((byte)document.Status);
        writer.Write(figures.Format);
        foreach (int figure in new[] { figures.Plans, figures.Tasks, figures.Assignments, figures.Deadlines, figures.Targets, figures.Diagnostics })
            writer.Write(figure);
        writer.Write(document.Rows.Length);
        writer.Write(document.Rows.Span);
    }

    private static DocumentOutcome ReadOutcome(BinaryReader reader)
    {
        string path = reader.ReadString();
        long size = reader.ReadInt64();
        string? sha256 = ReadOptional(reader);
        long? knownSize = size < 0 ? null : size;
        if (reader.ReadBoolean())
        {
            var failure = new FileFailure((DocumentStatus)reader.ReadByte(), reader.ReadString(), reader.ReadString());
            return new DocumentOutcome(path, knownSize, sha256, failure);
        }
        var status = (DocumentStatus)reader.ReadByte();
        var figures = new DocumentFigures(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(),
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        byte[] rows = reader.ReadBytes(reader.ReadInt32());
        return new DocumentOutcome(path, knownSize, sha256, null, new PreparedDocument(sha256!, status, rows), figures);
    }

    private static void WriteOptional(BinaryWriter writer, string? value) => writer.Write(value ?? "");

    private static string? ReadOptional(BinaryReader reader) => reader.ReadString() is { Length: > 0 } value ? value : null;

    /// <summary>A writer of frames. UTF-8 that keeps unpaired surrogates apart is not needed: no path or message has any.</summary>
    public static BinaryWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false));

    /// <summary>A reader of frames.</summary>
    public static BinaryReader Reader(Stream stream) => new(stream, new UTF8Encoding(false));
}
