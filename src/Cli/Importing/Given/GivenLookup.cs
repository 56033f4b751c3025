using System.Collections.Immutable;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing.Given;

/// <summary>Finds what is given of each file: by the lines of a file of given facts, or, in an import without one, what the database holds.</summary>
internal sealed class GivenLookup
{
    private readonly string? _path;
    private readonly ImmutableArray<GivenLine> _lines = [];
    private readonly IReadOnlyDictionary<string, FileRecord>? _known;
    // Lines that name a file in full, by its last name; a list of ten thousand files is looked up, not searched.
    private readonly Dictionary<string, List<int>> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Line, Glob Glob)> _patterns = [];
    private readonly bool[] _used = [];

    private GivenLookup(IReadOnlyDictionary<string, FileRecord> known) => _known = known;

    private GivenLookup(string path, ImmutableArray<GivenLine> lines)
    {
        (_path, _lines, _used) = (path, lines, new bool[lines.Length]);
        for (int i = 0; i < lines.Length; i++)
        {
            string file = lines[i].File.Replace('\\', '/');
            if (file.AsSpan().IndexOfAny("*?[") >= 0) _patterns.Add((i, Parse(path, lines[i].Line, file)));
            string name = NameOf(file);
            if (!_named.TryGetValue(name, out var same)) _named.Add(name, same = []);
            same.Add(i);
        }
    }

    /// <summary>What the database holds.</summary>
    public static GivenLookup Stored(IReadOnlyDictionary<string, FileRecord> known) => new(known);

    /// <summary>What a file says.</summary>
    /// <exception cref="UsageException">It can't be read, or a line is wrong; the message says which and why.</exception>
    public static GivenLookup Read(string path, LexiconSet lexicons) => new(path, GivenFile.Read(path, lexicons));

    /// <summary>What is given of a file (<see cref="GivenText"/>), or null. Of several lines a later one goes before, column by column.</summary>
    /// <param name="key">Its path, as the database knows it.</param>
    public string? Of(string key)
    {
        if (_known is not null) return _known.GetValueOrDefault(key)?.Given;
        var found = new SortedSet<int>();
        if (_named.TryGetValue(NameOf(key), out var named)) found.UnionWith(named.Where(line => Names(_lines[line].File.Replace('\\', '/'), key)));
        foreach (var (line, glob) in _patterns)
            if (glob.Matches(key.TrimStart('/'), isFolder: false)) found.Add(line);
        if (found.Count == 0) return null;
        foreach (int line in found) _used[line] = true;
        return GivenText.Write(found.Select(line => _lines[line].Facts).Aggregate(Joined));
    }

    /// <summary>Of each line about no file that was asked for, a sentence.</summary>
    public IEnumerable<string> Unused() => _lines.Where((_, i) => !_used[i]).Select(line => $"{_path}:{line.Line}: no file of this import is {line.File}");

    private static GivenFacts Joined(GivenFacts one, GivenFacts later)
    {
        var fields = one.Fields.Where(field => later.Fields.All(other => other.Name != field.Name)).Concat(later.Fields);
        return new GivenFacts(later.Place ?? one.Place, later.Issuer ?? one.Issuer, later.Kind ?? one.Kind, later.IssuedOn ?? one.IssuedOn, [.. fields]);
    }

    /// <summary>plan.docx, 2021/plan.docx, ./plan.docx, /share/2021/plan.docx, all.zip!/plan.docx.</summary>
    private static bool Names(string file, string key)
    {
        string end = file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file;
        return key.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (end.Length == key.Length || end.StartsWith('/') || key[^(end.Length + 1)] == '/');
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static Glob Parse(string path, int line, string pattern)
    {
        try
        {
            return Glob.Parse(pattern.StartsWith('/') || pattern.StartsWith("**/", StringComparison.Ordinal) ? pattern : "**/" + pattern);
        }
        catch (FormatException fault)
        {
            throw new UsageException($"{path}:{line}: {pattern}: this is no pattern: {fault.Message}");
        }
    }
}
