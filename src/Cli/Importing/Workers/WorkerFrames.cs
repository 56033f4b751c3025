using System.Text;
using System.Text.Json;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>A file for a worker.</summary>
/// <param name="Order">Its place in the run.</param>
/// <param name="Path">How to open it.</param>
/// <param name="Key">The path by which the database knows it.</param>
/// <param name="KnownSha256">Hash under which nothing needs to be done, or null.</param>
/// <param name="Member">Number of the archive's member that is asked for, from 1; 0 for the file itself.</param>
/// <param name="ArchiveSha256">With a member, the hash of the archive that was listed.</param>
/// <param name="Given">What a person said of it from outside, or null.</param>
/// <param name="Name">How its record names it; not needed without records.</param>
internal sealed record WorkRequest(long Order, FilePath Path, string Key, string? KnownSha256, int Member, string? ArchiveSha256, string? Given, string? Name);

/// <summary>What a worker says.</summary>
/// <param name="Order">Place of the file that it is about.</param>
internal abstract record WorkerMessage(long Order)
{
    /// <summary>The work on a file begins.</summary>
    public sealed record Started(long Order) : WorkerMessage(Order);

    /// <summary>The file may take longer than others, for work that takes its time by nature.</summary>
    public sealed record Allowed(long Order, double Milliseconds) : WorkerMessage(Order);

    /// <summary>The file has the hash that is known.</summary>
    public sealed record Same(long Order, double Milliseconds) : WorkerMessage(Order);

    /// <summary>Memory ran out while the file was worked on; it need not be the file's own fault.</summary>
    public sealed record OutOfMemory(long Order) : WorkerMessage(Order);

    /// <summary>The file is done.</summary>
    public sealed record Finished(long Order, double Milliseconds, DocumentOutcome Outcome) : WorkerMessage(Order);

    /// <summary>The file is an archive.</summary>
    public sealed record Listed(long Order, double Milliseconds, ArchiveListing Archive) : WorkerMessage(Order);
}

/// <summary>The way in which a run and its worker write to each other over the worker's standard input and output.</summary>
internal static class WorkerFrames
{
    private const byte StartedTag = 1, SameTag = 2, OutOfMemoryTag = 3, FinishedTag = 4, ListedTag = 5, AllowedTag = 6;

    public static void WriteSettings(BinaryWriter writer, WorkerSettings settings) =>
        writer.Write(JsonSerializer.Serialize(settings, WorkerSettingsJson.Default.WorkerSettings));

    public static WorkerSettings ReadSettings(BinaryReader reader) =>
        JsonSerializer.Deserialize(reader.ReadString(), WorkerSettingsJson.Default.WorkerSettings)!;

    public static void Write(BinaryWriter writer, WorkRequest request)
    {
        writer.Write(request.Order);
        writer.Write(request.Path.Text);
        writer.Write(request.Path.Raw?.Length ?? 0);
        writer.Write(request.Path.Raw ?? []);
        writer.Write(request.Key);
        WriteOptional(writer, request.KnownSha256);
        writer.Write(request.Member);
        WriteOptional(writer, request.ArchiveSha256);
        WriteOptional(writer, request.Given);
        WriteOptional(writer, request.Name);
    }

    /// <summary>The next request.</summary>
    /// <exception cref="EndOfStreamException">There is none any more.</exception>
    public static WorkRequest ReadRequest(BinaryReader reader) =>
        new(reader.ReadInt64(), ReadPath(reader), reader.ReadString(), ReadOptional(reader), reader.ReadInt32(), ReadOptional(reader), ReadOptional(reader), ReadOptional(reader));

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
            WorkerMessage.Allowed => AllowedTag,
            WorkerMessage.Same => SameTag,
            WorkerMessage.OutOfMemory => OutOfMemoryTag,
            WorkerMessage.Listed => ListedTag,
            _ => FinishedTag,
        });
        writer.Write(message.Order);
        switch (message)
        {
            case WorkerMessage.Allowed allowed:
                writer.Write(allowed.Milliseconds);
                break;
            case WorkerMessage.Same same:
                writer.Write(same.Milliseconds);
                break;
            case WorkerMessage.Listed listed:
                writer.Write(listed.Milliseconds);
                Write(writer, listed.Archive);
                break;
            case WorkerMessage.Finished finished:
                writer.Write(finished.Milliseconds);
                Write(writer, finished.Outcome);
                break;
        }
    }

    /// <summary>The next message.</summary>
    /// <exception cref="EndOfStreamException">The worker has ended.</exception>
    public static WorkerMessage ReadMessage(BinaryReader reader)
    {
        byte tag = reader.ReadByte();
        long order = reader.ReadInt64();
        return tag switch
        {
            StartedTag => new WorkerMessage.Started(order),
            AllowedTag => new WorkerMessage.Allowed(order, reader.ReadDouble()),
            SameTag => new WorkerMessage.Same(order, reader.ReadDouble()),
            OutOfMemoryTag => new WorkerMessage.OutOfMemory(order),
            ListedTag => new WorkerMessage.Listed(order, reader.ReadDouble(), ReadListing(reader)),
            _ => new WorkerMessage.Finished(order, reader.ReadDouble(), ReadOutcome(reader)),
        };
    }

    private static void Write(BinaryWriter writer, ArchiveListing archive)
    {
        writer.Write(archive.Sha256);
        writer.Write(archive.Size);
        writer.Write(archive.PassedOver);
        writer.Write(archive.Members.Count);
        foreach (var member in archive.Members)
        {
            writer.Write(member.Path);
            writer.Write(member.Size);
            WriteOptional(writer, member.Failure);
        }
    }

    private static ArchiveListing ReadListing(BinaryReader reader)
    {
        var (sha256, size, passedOver, count) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
        var members = new List<ListedMember>();
        for (int i = 0; i < count; i++) members.Add(new ListedMember(reader.ReadString(), reader.ReadInt64(), ReadFailure(reader)));
        return new ArchiveListing(sha256, size, passedOver, members);
    }

    private static void Write(BinaryWriter writer, DocumentOutcome outcome)
    {
        writer.Write(outcome.Path);
        writer.Write(outcome.Size ?? -1);
        WriteOptional(writer, outcome.Sha256);
        WriteOptional(writer, outcome.Failure);
        if (outcome.Failure is not null) return;
        var (document, figures) = (outcome.Document!, outcome.Figures!);
        writer.Write((byte)document.Status);
        writer.Write(figures.Format);
        foreach (int figure in new[] { figures.Plans, figures.Tasks, figures.Assignments, figures.Deadlines, figures.Targets, figures.Diagnostics, figures.Alarms, figures.Doubts })
            writer.Write(figure);
        foreach (var bytes in new[] { document.Rows, outcome.Record })
        {
            writer.Write(bytes.Length);
            writer.Write(bytes.Span);
        }
    }

    private static DocumentOutcome ReadOutcome(BinaryReader reader)
    {
        string path = reader.ReadString();
        long size = reader.ReadInt64();
        string? sha256 = ReadOptional(reader);
        long? knownSize = size < 0 ? null : size;
        if (ReadFailure(reader) is { } failure) return new DocumentOutcome(path, knownSize, sha256, failure);
        var status = (DocumentStatus)reader.ReadByte();
        var figures = new DocumentFigures(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(),
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        byte[] rows = reader.ReadBytes(reader.ReadInt32()), record = reader.ReadBytes(reader.ReadInt32());
        return new DocumentOutcome(path, knownSize, sha256, null, new PreparedDocument(sha256!, status, rows), figures) { Record = record };
    }

    private static void WriteOptional(BinaryWriter writer, FileFailure? failure)
    {
        writer.Write(failure is not null);
        if (failure is null) return;
        writer.Write((byte)failure.Status);
        writer.Write(failure.Code);
        writer.Write(failure.Reason);
    }

    private static FileFailure? ReadFailure(BinaryReader reader) =>
        reader.ReadBoolean() ? new FileFailure((DocumentStatus)reader.ReadByte(), reader.ReadString(), reader.ReadString()) : null;

    private static void WriteOptional(BinaryWriter writer, string? value) => writer.Write(value ?? "");

    private static string? ReadOptional(BinaryReader reader) => reader.ReadString() is { Length: > 0 } value ? value : null;

    /// <summary>A writer of frames. UTF-8 that keeps unpaired surrogates apart is not needed: no path or message has any.</summary>
    public static BinaryWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false));

    /// <summary>A reader of frames.</summary>
    public static BinaryReader Reader(Stream stream) => new(stream, new UTF8Encoding(false));
}
