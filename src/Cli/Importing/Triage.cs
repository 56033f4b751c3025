using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>What is to be done about a file, as far as its name, size and time tell.</summary>
internal enum Need
{
    /// <summary>It is not known yet.</summary>
    New,
    /// <summary>Its size or time differ from what is known, or the user wants its bytes compared.</summary>
    Compare,
    /// <summary>It is known, but is to be read again: by newer rules, after a failure, or because the user says so.</summary>
    Again,
    /// <summary>It is stored as it is.</summary>
    Nothing,
    /// <summary>It failed before and has not changed since.</summary>
    FailedBefore,
}

/// <summary>A file of a run, or a member of an archive.</summary>
/// <param name="Sequence">The file's place in the run, from 0.</param>
/// <param name="File">Where it is.</param>
/// <param name="Stamp">Path, size and time as they are now.</param>
/// <param name="Need">What is to be done.</param>
/// <param name="Known">What the database knows of it, or null.</param>
internal sealed record WorkItem(int Sequence, InputFile File, FileStamp Stamp, Need Need, FileRecord? Known)
{
    /// <summary>Which member of the archive <see cref="File"/> it is, or null for the file itself.</summary>
    public MemberPlace? Member { get; init; }

    /// <summary>What a person said of it from outside, or null.</summary>
    public string? Given { get; init; }

    /// <summary>The file as it was named, a member behind its archive.</summary>
    public string Name => File.Name + Stamp.Path[File.Key.Length..];

    /// <summary>Place in the run: files in their order, each archive followed by its members.</summary>
    public long Order => OrderOf(Sequence, Member?.Number ?? 0);

    /// <summary>Whether nobody has to open the file.</summary>
    public bool IsDecided => Need is Need.Nothing or Need.FailedBefore;

    /// <summary>The place of a file, or of its member from 1.</summary>
    public static long OrderOf(int sequence, int member) => ((long)sequence << 32) | (uint)member;
}

/// <summary>Where a member of an archive stands.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Path"><c>archive.zip!/member</c>.</param>
/// <param name="ArchiveSha256">SHA-256 of the archive that was listed.</param>
/// <param name="Failure">Why it can't be read, as far as the archive's directory tells; else null.</param>
internal sealed record MemberPlace(int Number, string Path, string ArchiveSha256, FileFailure? Failure);

/// <summary>Compares files with what the database knows of them.</summary>
internal sealed class Triage(IReadOnlyDictionary<string, FileRecord> known, string ruleSet, RedoOptions options, GivenLookup given)
{
    private readonly HashSet<string> _archivesToRetry = ArchivesToRetry(known, options.RetryFailed, given);

    /// <summary>What is to be said where documents were read with a user's word lists that are not in force now; else null.</summary>
    public static string? LostLexicons(IReadOnlyDictionary<string, FileRecord> known, IEnumerable<InputFile> files, string ruleSet)
    {
        if (ProgramIdentity.HasLexicons(ruleSet)) return null;
        int count = files.Count(file => known.TryGetValue(file.Key, out var record) && ProgramIdentity.HasLexicons(record.RuleSet));
        return count == 0 ? null : $"{count} files were read with word lists of yours and are read again without them; stop (Ctrl-C) and give --lexicons to keep what they add";
    }

    /// <summary>Looks at the files one after the other.</summary>
    public IEnumerable<WorkItem> Items(IEnumerable<InputFile> files)
    {
        int sequence = 0;
        foreach (var file in files)
        {
            var stamp = file.Stamp();
            var record = known.GetValueOrDefault(file.Key);
            string? facts = given.Of(file.Key);
            yield return new WorkItem(sequence++, file, stamp, NeedOf(record, stamp, facts), record) { Given = facts };
        }
    }

    private Need NeedOf(FileRecord? record, FileStamp stamp, string? facts)
    {
        if (record is null) return Need.New;
        if (options.Force || record.RuleSet != ruleSet) return Need.Again;
        // An archive's own row has no facts; those of its members are told below.
        if (record.DocumentId is not null && record.Given != facts) return Need.Again;
        bool isSame = stamp.Size is not null && stamp.Size == record.Stamp.Size && stamp.ModifiedAt == record.Stamp.ModifiedAt;
        if (_archivesToRetry.Contains(record.Stamp.Path)) return Need.Again;
        if (record.Status is DocumentStatus.Imported or DocumentStatus.Partial)
            return isSame && !options.Verify ? Need.Nothing : Need.Compare;
        // A share that was away may be back without any file's having changed.
        return isSame && record.Status != DocumentStatus.Io && !options.RetryFailed ? Need.FailedBefore : Need.Again;
    }

    /// <summary>Paths of archives of which a member failed, for whatever reason or for one that may pass, or is given other facts now; a member's path may lead through several.</summary>
    private static HashSet<string> ArchivesToRetry(IReadOnlyDictionary<string, FileRecord> known, bool all, GivenLookup given)
    {
        var archives = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, record) in known)
        {
            bool isRead = record.Status is DocumentStatus.Imported or DocumentStatus.Partial;
            if (isRead ? !ArchivePath.HoldersOf(path).Any() || record.Given == given.Of(path) : !all && record.Status != DocumentStatus.Io) continue;
            archives.UnionWith(ArchivePath.HoldersOf(path));
        }
        return archives;
    }
}

/// <summary>Which known files are read again.</summary>
/// <param name="Force">All of them.</param>
/// <param name="Verify">Compare bytes even where size and time are the same.</param>
/// <param name="RetryFailed">Those that failed.</param>
internal sealed record RedoOptions(bool Force, bool Verify, bool RetryFailed);
