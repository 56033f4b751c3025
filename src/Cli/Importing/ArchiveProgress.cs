using System.Globalization;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>How far the members of an archive are recorded.</summary>
/// <param name="item">The archive.</param>
/// <param name="listing">What it holds.</param>
internal sealed class ArchiveProgress(WorkItem item, ArchiveListing listing)
{
    private int _recorded;

    public WorkItem Item { get; } = item;

    public ArchiveListing Listing { get; } = listing;

    /// <summary>Members that could not be used.</summary>
    public int Failed { get; private set; }

    /// <summary>Whether all members are recorded.</summary>
    public bool IsComplete => _recorded == Listing.Members.Count;

    /// <summary>What is to be said of the archive itself, or null where all its members were read.</summary>
    public FileFailure? Note => Failed == 0 ? null : new FileFailure(DocumentStatus.Partial, "members-failed", string.Create(CultureInfo.InvariantCulture,
        $"{Failed} of {Listing.Members.Count} files in the archive could not be used; each is listed with its reason"));

    /// <summary>Counts a member.</summary>
    public void Add(DocumentOutcome outcome)
    {
        _recorded++;
        if (outcome.Failure is not null) Failed++;
    }
}
