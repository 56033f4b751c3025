using PolicyIngest.Cli.Files;
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

/// <summary>A file of a run.</summary>
/// <param name="Sequence">Its place in the run, from 0.</param>
/// <param name="File">Where it is.</param>
/// <param name="Stamp">Its size and time now.</param>
/// <param name="Need">What is to be done.</param>
/// <param name="Known">What the database knows of it, or null.</param>
internal sealed record WorkItem(int Sequence, InputFile File, FileStamp Stamp, Need Need, FileRecord? Known)
{
    /// <summary>Whether nobody has to open the file.</summary>
    public bool IsDecided => Need is Need.Nothing or Need.FailedBefore;
}

/// <summary>Compares files with what the database knows of them.</summary>
internal sealed class Triage(IReadOnlyDictionary<string, FileRecord> known, string ruleSet, RedoOptions options)
{
    /// <summary>Looks at the files one after the other.</summary>
    public IEnumerable<WorkItem> Items(IEnumerable<InputFile> files)
    {
        int sequence = 0;
        foreach (var file in files)
        {
            var stamp = file.Stamp();
            var record = known.GetValueOrDefault(file.Key);
            yield return new WorkItem(sequence++, file, stamp, NeedOf(record, stamp), record);
        }
    }

    private Need NeedOf(FileRecord? record, FileStamp stamp)
    {
        if (record is null) return Need.New;
        if (options.Force || record.RuleSet != ruleSet) return Need.Again;
        bool isSame = stamp.Size is not null && stamp.Size == record.Stamp.Size && stamp.ModifiedAt == record.Stamp.ModifiedAt;
        if (record.Status is DocumentStatus.Imported or DocumentStatus.Partial)
            return isSame && !options.Verify ? Need.Nothing : Need.Compare;
        // A share that was away may be back without any file's having changed.
        return isSame && record.Status != DocumentStatus.Io && !options.RetryFailed ? Need.FailedBefore : Need.Again;
    }
}

/// <summary>Which known files are read again.</summary>
/// <param name="Force">All of them.</param>
/// <param name="Verify">Compare bytes even where size and time are the same.</param>
/// <param name="RetryFailed">Those that failed.</param>
internal sealed record RedoOptions(bool Force, bool Verify, bool RetryFailed);
