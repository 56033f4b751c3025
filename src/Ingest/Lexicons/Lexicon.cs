using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Lexicons;

/// <summary>A line of a lexicon.</summary>
/// <param name="Term">The word, as it stands in folded text.</param>
/// <param name="Kind">What the word is; in a lexicon of names, the name in full.</param>
/// <param name="Note">A remark for readers of the lexicon, or null.</param>
public sealed record LexiconEntry(string Term, string Kind, string? Note);

/// <summary>
/// A word list of the rules: a table of <c>term⇥kind⇥note</c>, one entry a line; empty lines and lines that begin with <c>#</c> are remarks.
/// The lists are embedded in the program as <c>Lexicons.&lt;name&gt;.tsv</c>.
/// </summary>
public sealed class Lexicon
{
    private static readonly ConcurrentDictionary<string, Lexicon> Loaded = new(StringComparer.Ordinal);

    // A frozen dictionary takes longer to look up a span: it finds the comparer anew each time.
    private readonly Lazy<Dictionary<string, LexiconEntry>.AlternateLookup<ReadOnlySpan<char>>> _byTerm;
    private readonly Lazy<WordSet> _terms;
    private readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> _byKind;

    internal Lexicon(string name, ImmutableArray<LexiconEntry> entries)
    {
        Name = name;
        Entries = entries;
        _byTerm = new(() => Entries.ToDictionary(e => e.Term, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>());
        _terms = new(() => new WordSet(Entries.Select(e => e.Term)));
        _byKind = new(() => Entries.GroupBy(e => e.Kind, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(e => e.Term).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal));
    }

    /// <summary>The file's name without ending.</summary>
    public string Name { get; }

    /// <summary>The entries in the file's order.</summary>
    public ImmutableArray<LexiconEntry> Entries { get; }

    /// <summary>The embedded lexicon of that name; read once.</summary>
    /// <param name="name">The file's name without ending, such as <c>unit-suffixes</c>.</param>
    /// <exception cref="ArgumentException">There is no such lexicon.</exception>
    /// <exception cref="FormatException">A line is no entry, or a term stands twice.</exception>
    public static Lexicon Load(string name) => Loaded.GetOrAdd(name, static n => Parse(n, BuiltInText(n)));

    /// <summary>The text of the embedded lexicon of that name.</summary>
    /// <exception cref="ArgumentException">There is no such lexicon.</exception>
    public static string BuiltInText(string name)
    {
        using var stream = EmbeddedFile.Find($"Lexicons.{name}.tsv")
            ?? throw new ArgumentException($"There is no lexicon '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a lexicon's text.</summary>
    /// <exception cref="FormatException">A line is no entry, or a term stands twice.</exception>
    public static Lexicon Parse(string name, string text)
    {
        var entries = ImmutableArray.CreateBuilder<LexiconEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in LexiconLine.Read(text))
        {
            if (line.IsRemark) continue;
            string[] cells = line.Cells;
            int number = line.Number;
            if (cells.Length is < 2 or > 3 || cells[0].Length == 0 || cells[1].Length == 0)
                throw new FormatException($"Lexicon '{name}', line {number}: expected term, kind and an optional note with tabs between them.");
            if (!seen.Add(cells[0])) throw new FormatException($"Lexicon '{name}', line {number}: '{cells[0]}' stands twice.");
            entries.Add(new LexiconEntry(cells[0], cells[1], cells.Length > 2 ? cells[2] : null));
        }
        return new Lexicon(name, entries.ToImmutable());
    }

    /// <summary>The terms of a kind; empty where there are none.</summary>
    public FrozenSet<string> Terms(string kind) => _byKind.Value.TryGetValue(kind, out var terms) ? terms : FrozenSet<string>.Empty;

    /// <summary>The entry of a term, or null.</summary>
    public LexiconEntry? Find(ReadOnlySpan<char> term) =>
        _byTerm.Value.TryGetValue(term, out var entry) ? entry : null;

    /// <summary>The longest entry with which <paramref name="text"/> begins, or null.</summary>
    public LexiconEntry? LongestAtStart(ReadOnlySpan<char> text) => _terms.Value.AtStart(text) is > 0 and var length ? Find(text[..length]) : null;

    /// <summary>The longest entry with which <paramref name="text"/> ends, or null.</summary>
    public LexiconEntry? LongestAtEnd(ReadOnlySpan<char> text) => _terms.Value.AtEnd(text) is > 0 and var length ? Find(text[^length..]) : null;
}
