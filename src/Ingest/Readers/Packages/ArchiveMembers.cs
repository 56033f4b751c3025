using System.IO.Compression;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>A file inside an archive: its content, or why that can't be had.</summary>
/// <param name="Path"><c>archive.zip!/member</c>; for an archive in an archive <c>a.zip!/b.zip!/member</c>.</param>
/// <param name="File">The content, or null.</param>
/// <param name="Fault">Why there is no content, or null.</param>
public sealed record ArchiveMember(string Path, SourceFile? File, DocumentException? Fault);

/// <summary>
/// Walks zip archives of documents, archives in archives included. Nothing is written to disk, and a member's path never points out of
/// its archive.
/// </summary>
public static class ArchiveMembers
{
    /// <summary>Largest member in bytes when the caller states none.</summary>
    public const long DefaultMaxMember = 256L << 20;

    /// <summary>Whether a file is an archive of documents; not so for Office files, which are zip files too.</summary>
    public static bool IsArchive(SourceFile file) => file.Container == ContainerKind.Archive;

    /// <summary>
    /// The members in the archive's order, unpacked one at a time as the caller goes on. Folders, hidden files and lock files are
    /// passed over.
    /// </summary>
    /// <param name="archive">The archive.</param>
    /// <param name="options">Limits on the number of members, their sizes and the nesting.</param>
    /// <param name="maxMember">Largest member, in bytes.</param>
    /// <exception cref="DocumentException">The archive as a whole can't be read: damaged, or too many members. What concerns one
    /// member is told in its <see cref="ArchiveMember.Fault"/>.</exception>
    public static IEnumerable<ArchiveMember> Open(SourceFile archive, ReadOptions options, long maxMember = DefaultMaxMember) =>
        Open(archive, options with { MaxZipPartSize = Math.Min(options.MaxZipPartSize, maxMember) }, depth: 1);

    private static IEnumerable<ArchiveMember> Open(SourceFile archive, ReadOptions options, int depth)
    {
        var entries = ZipDirectory.Read(archive.Bytes.Span, options.MaxZipParts);
        using var zip = Zip(archive.Bytes);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            string name = SafeName(entry.Name);
            if (entry.IsFolder || name.Length == 0 || IsLitter(name)) continue;
            var member = seen.Add(name)
                ? Member(zip, entry, archive.Path + "!/" + name, options)
                : Failed(archive.Path + "!/" + name, DocumentStatus.Malformed, "duplicate-member", "the archive holds two files of this name; the second was left out");
            foreach (var found in Inside(member, options, depth)) yield return found;
        }
    }

    /// <summary>The member, or if it is an archive itself, its members.</summary>
    private static IEnumerable<ArchiveMember> Inside(ArchiveMember member, ReadOptions options, int depth)
    {
        if (member.File is null || !IsArchive(member.File)) return [member];
        if (depth >= options.MaxZipNesting)
            return [Failed(member.Path, DocumentStatus.ResourceLimit, "zip-nesting",
                $"archives are nested deeper than {options.MaxZipNesting}; unpack the inner one, or raise --max-zip-nesting")];
        return Nested(member.File, options, depth + 1);
    }

    private static IEnumerable<ArchiveMember> Nested(SourceFile archive, ReadOptions options, int depth)
    {
        using var members = Open(archive, options, depth).GetEnumerator();
        while (true)
        {
            ArchiveMember member;
            try
            {
                if (!members.MoveNext()) yield break;
                member = members.Current;
            }
            catch (DocumentException fault)
            {
                member = new ArchiveMember(archive.Path, null, fault);
            }
            yield return member;
            if (member.Fault is not null && member.Path == archive.Path) yield break;
        }
    }

    private static ZipArchive Zip(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var zip = new ZipArchive(OfficePart.Stream(bytes), ZipArchiveMode.Read);
            _ = zip.Entries;
            return zip;
        }
        catch (InvalidDataException fault)
        {
            throw new DocumentException(DocumentStatus.Malformed, "damaged-zip", "the zip archive is damaged; fetch it again", fault);
        }
    }

    private static ArchiveMember Member(ZipArchive zip, ZipDirectoryEntry entry, string path, ReadOptions options)
    {
        if (entry.IsEncrypted)
            return Failed(path, DocumentStatus.Encrypted, "encrypted-zip", "the file is protected by the archive's password; unpack it first");
        try
        {
            using var packed = zip.Entries[entry.Index].Open();
            using var stream = new BoundedStream(packed, entry.Name, entry.PackedSize, options) { IsXml = false };
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return new ArchiveMember(path, new SourceFile(path, content.GetBuffer().AsMemory(0, (int)content.Length)), null);
        }
        catch (DocumentException fault)
        {
            return new ArchiveMember(path, null, fault);
        }
        catch (InvalidDataException)
        {
            return Failed(path, DocumentStatus.Malformed, "damaged-zip", "the file is packed in a way that is not known, or damaged; unpack it by another program");
        }
    }

    private static ArchiveMember Failed(string path, DocumentStatus status, string code, string message) =>
        new(path, null, new DocumentException(status, code, message));

    /// <summary>The name without steps up, drive, leading slash and control characters.</summary>
    private static string SafeName(string name)
    {
        var steps = name.Split('/').Where(step => step.Length > 0 && step is not ("." or ".."))
            .Select(step => string.Concat(step.Select(c => char.IsControl(c) || c == ':' ? '_' : c)));
        return string.Join('/', steps);
    }

    /// <summary>What systems and programs leave behind: __MACOSX/, .DS_Store, Thumbs.db, ~$方案.docx.</summary>
    private static bool IsLitter(string name)
    {
        string last = name[(name.LastIndexOf('/') + 1)..];
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal) || last.StartsWith('.')
            || last.StartsWith("~$", StringComparison.Ordinal) || last.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase);
    }
}
