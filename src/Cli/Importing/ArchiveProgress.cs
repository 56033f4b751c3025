using System.Globalization;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>How far the members of an archive are recorded.</summary>
/// <param name="Item">The archive.</param>
/// <param name="Listing">What it holds.</param>
/// <param name="Recorded">Members that are recorded.</param>
/// <param name="Failed">Of these, members that could not be used.</param>
internal sealed record ArchiveProgress(WorkItem Item, ArchiveListing Listing, int Recorded = 0, int Failed = 0)
{
    /// <summary>Whether all members are recorded.</summary>
    public bool IsComplete => Recorded == Listing.Members.Count;

    /// <summary>What is to be said of the archive itself, or null where all its members were read.</summary>
    public FileFailure? Note => Failed == 0 ? null : new FileFailure(DocumentStatus.Partial, "members-failed", string.Create(CultureInfo.InvariantCulture,
        $"{Failed} of {Listing.Members.Count} files in the archive could not be used; each is listed with its reason"));

    /// <summary>With one member more.</summary>
    public ArchiveProgress With(DocumentOutcome member) => this with { Recorded = Recorded + 1, Failed = Failed + (member.Failure is null ? 0 : 1) };
}
