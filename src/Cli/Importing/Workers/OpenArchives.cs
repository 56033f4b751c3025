using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>The archives whose members a worker is reading, kept so that each is read from disk once.</summary>
internal sealed class OpenArchives(WorkerSettings settings)
{
    // Usually one archive is worked on and the next one is listed; large ones are read again instead of being kept.
    private const int MaxKept = 4;
    private const long MaxKeptBytes = 64L << 20;

    private readonly List<(SourceFile File, DocumentArchive Archive)> _kept = [];
    private readonly Lock _lock = new();

    /// <summary>Lists an archive and keeps it.</summary>
    /// <exception cref="DocumentException">The archive as a whole can't be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ArchiveListing List(SourceFile file, CancellationToken cancellation)
    {
        var archive = DocumentArchive.Open(file, settings.Options, settings.MaxFileSize, cancellation);
        lock (_lock) Keep(file, archive);
        var members = archive.Members.Select(member => new ListedMember(member.Path, member.Size, FailureOf(member.Fault))).ToList();
        return new ArchiveListing(file.Sha256, file.Bytes.Length, archive.PassedOver, members);
    }

    /// <summary>The archive of a request; read again where it is not kept.</summary>
    /// <exception cref="DocumentException">It can't be read, or is not the one that was listed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DocumentArchive Get(WorkRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var kept = _kept.Find(kept => kept.File.Path == request.Key && kept.File.Sha256 == request.ArchiveSha256);
            if (kept.Archive is not null) return kept.Archive;
            var file = FileBytes.Read(request.Path, request.Key, settings.MaxFileSize);
            if (file.Sha256 != request.ArchiveSha256)
                throw new DocumentException(DocumentStatus.Io, "file-changed", "the archive was changed while it was read; import it again");
            var archive = DocumentArchive.Open(file, settings.Options, settings.MaxFileSize, cancellation);
            Keep(file, archive);
            return archive;
        }
    }

    private void Keep(SourceFile file, DocumentArchive archive)
    {
        _kept.Insert(0, (file, archive));
        while (_kept.Count > 1 && (_kept.Count > MaxKept || _kept.Sum(kept => (long)kept.File.Bytes.Length) > MaxKeptBytes))
            _kept.RemoveAt(_kept.Count - 1);
    }

    private static FileFailure? FailureOf(DocumentException? fault) => fault is null ? null : DocumentWork.FailureOf(fault);
}
