using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>A file inside an archive.</summary>
/// <param name="Path"><c>archive.zip!/member</c>; for an archive in an archive <c>a.zip!/b.zip!/member</c>.</param>
/// <param name="Fault">Why its content can't be had, as far as the archive's directory tells; else null.</param>
public sealed record ArchiveMember(string Path, DocumentException? Fault)
{
    /// <summary>Unpacked bytes, as the archive declares.</summary>
    public long Size => Entry?.Size ?? 0;

    internal ZipDirectoryEntry? Entry { get; init; }

    /// <summary>Which archive holds it: 0 for the outermost.</summary>
    internal int Holder { get; init; }
}

/// <summary>
/// An archive of documents (zip, 7z, rar, tar …), archives in archives included. Nothing is written to disk, and no member's path points out of its
/// archive. Opening it reads the directories only; members are unpacked one at a time, by any thread.
/// </summary>
public sealed class DocumentArchive
{
    private readonly ReadOptions _options;
    private readonly List<ArchiveMember> _members = [];
    private readonly List<Holder> _holders = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    // The inner archive that was last unpacked, at each depth.
    private readonly Dictionary<int, (int Holder, ReadOnlyMemory<byte> Bytes)> _open = [];
    private readonly long _packedSize;
    private int _entries;
    private long _unpackedSize;

    private DocumentArchive(SourceFile archive, ReadOptions options)
    {
        _options = options;
        _packedSize = archive.Bytes.Length;
    }

    /// <summary>Files that systems and programs leave behind, which are no members.</summary>
    public int PassedOver { get; private set; }

    /// <summary>The members, in the order of the archives' directories.</summary>
    public ImmutableArray<ArchiveMember> Members { get; private set; }

    /// <summary>Whether a file is an archive of documents; not so for Office files, which are zip files too.</summary>
    public static bool IsArchive(SourceFile file) => file.Container == ContainerKind.Archive;

    /// <summary>Lists an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="options">Limits on the number of members, their sizes and the nesting.</param>
    /// <param name="maxMember">Largest member, in bytes.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DocumentException">The archive as a whole can't be read: damaged, or too many members. What concerns one
    /// member, or an archive inside, is told in <see cref="ArchiveMember.Fault"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DocumentArchive Open(SourceFile archive, ReadOptions options, long maxMember, CancellationToken cancellation)
    {
        var opened = new DocumentArchive(archive, options with { MaxZipPartSize = Math.Min(options.MaxZipPartSize, maxMember) });
        opened.List(new Holder(archive.Path, Parent: -1, Entry: null, Depth: 1), archive.Bytes, cancellation);
        opened.Members = [.. opened._members];
        return opened;
    }

    /// <summary>Unpacks a member.</summary>
    /// <exception cref="DocumentException">Its content can't be had.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SourceFile Read(ArchiveMember member, CancellationToken cancellation)
    {
        if (member.Fault is { } fault) throw new DocumentException(fault.Status, fault.Code, fault.Message, fault);
        ReadOnlyMemory<byte> archive;
        lock (_lock) archive = BytesOf(member.Holder, cancellation);
        return new SourceFile(member.Path, ZipContent.Unpack(archive, member.Entry!, _options, cancellation));
    }

    private void List(Holder holder, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        int number = _holders.Count;
        bytes = PackedArchive.AsZip(bytes, _options, cancellation);
        lock (_lock) _open[holder.Depth] = (number, bytes);
        var entries = ZipDirectory.Read(bytes.Span, _options.MaxZipParts - _entries);
        _entries += entries.Count;
        _holders.Add(holder);
        var overlapping = Overlapping(entries);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = MemberName.Safe(entry.Name);
            if (entry.IsFolder || name.Length == 0) continue;
            if (MemberName.IsLitter(name))
            {
                PassedOver++;
                continue;
            }
            var fault = !names.Add(entry.Name) ? Duplicate() : overlapping.Contains(entry.Index) ? Overlap() : FaultOf(entry);
            var member = new ArchiveMember(Unused(holder.Path + "!/" + name), fault) { Entry = entry, Holder = number };
            if (fault is null && PackedArchive.HasEnding(name)) AddInner(member, holder.Depth, cancellation);
            else _members.Add(member);
        }
    }

    /// <summary>Adds the members of an archive inside, or where that can't be had, the archive with its reason.</summary>
    private void AddInner(ArchiveMember member, int depth, CancellationToken cancellation)
    {
        int before = _members.Count;
        try
        {
            var inner = Read(member, cancellation);
            if (!IsArchive(inner))
            {
                _members.Add(member);
                return;
            }
            if (depth >= _options.MaxZipNesting)
                throw new DocumentException(DocumentStatus.ResourceLimit, "zip-nesting",
                    $"archives are nested deeper than {_options.MaxZipNesting}; unpack the inner one, or raise --max-zip-nesting");
            List(new Holder(member.Path, member.Holder, member.Entry, depth + 1), inner.Bytes, cancellation);
        }
        catch (DocumentException fault)
        {
            _members.RemoveRange(before, _members.Count - before);
            _members.Add(member with { Fault = fault });
        }
    }

    private ReadOnlyMemory<byte> BytesOf(int number, CancellationToken cancellation)
    {
        var holder = _holders[number];
        if (_open.TryGetValue(holder.Depth, out var open) && open.Holder == number) return open.Bytes;
        var bytes = PackedArchive.AsZip(ZipContent.Unpack(BytesOf(holder.Parent, cancellation), holder.Entry!, _options, cancellation), _options, cancellation);
        _open[holder.Depth] = (number, bytes);
        return bytes;
    }

    private DocumentException? FaultOf(ZipDirectoryEntry entry)
    {
        try
        {
            ZipContent.Check(entry, _options);
        }
        catch (DocumentException fault)
        {
            return fault;
        }
        _unpackedSize += entry.Size;
        // Many members that each keep the ratio may break it together, by way of archives in archives.
        return _unpackedSize > BoundedStream.RatioGrace && _unpackedSize / Math.Max(1, _packedSize) > _options.MaxZipRatio
            ? new DocumentException(DocumentStatus.ResourceLimit, "zip-ratio",
                $"the archive unpacks to more than {_options.MaxZipRatio} times its size up to this file, as a zip bomb does; raise --max-zip-ratio if it is genuine")
            : null;
    }

    /// <summary>Entries whose packed bytes another entry uses as well: a bomb that unpacks the same bytes again and again.</summary>
    private static HashSet<int> Overlapping(List<ZipDirectoryEntry> entries)
    {
        var overlapping = new HashSet<int>();
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.HeaderOffset))
        {
            if (entry.HeaderOffset < end) overlapping.Add(entry.Index);
            end = Math.Max(end, entry.HeaderOffset + entry.PackedSize);
        }
        return overlapping;
    }

    /// <summary>The path, with a number where names that differ in the archive became one.</summary>
    private string Unused(string path)
    {
        string unused = path;
        while (!_paths.Add(unused))
        {
            // Ten thousand of one name are counted on, not counted anew each time.
            int number = _numbers.GetValueOrDefault(path, 1) + 1;
            _numbers[path] = number;
            unused = string.Create(CultureInfo.InvariantCulture, $"{path}#{number}");
        }
        return unused;
    }

    private static DocumentException Duplicate() => new(DocumentStatus.Skipped, "duplicate-member",
        "the archive holds two files of this name; the second was left out");

    private static DocumentException Overlap() => new(DocumentStatus.Malformed, "overlapping-member",
        "the file shares its bytes with another file of the archive, as in a zip bomb; fetch the archive again");

    /// <summary>An archive on the way.</summary>
    private sealed record Holder(string Path, int Parent, ZipDirectoryEntry? Entry, int Depth);
}
