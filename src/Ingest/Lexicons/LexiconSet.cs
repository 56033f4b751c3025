using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace PolicyIngest.Ingest.Lexicons;

/// <summary>
/// The lexicons that rules work with: those of the program, or those with a user's changes. Immutable. What the rules make of the words, such as
/// patterns, is made once for each set (<see cref="Derived"/>).
/// </summary>
public sealed class LexiconSet
{
    /// <summary>The second column of a line that takes a word out.</summary>
    public const string Removal = "-";

    /// <summary>A line of its own that says that the file stands in place of the program's, instead of adding to it.</summary>
    public const string Replacement = "!replace";

    // Those that a user's words change; the others are read when they are asked for, for most commands need few of them.
    private readonly FrozenDictionary<string, Lexicon> _changed;
    private readonly ConcurrentDictionary<Type, object> _derived = new();

    private LexiconSet(IEnumerable<Lexicon> changed) => _changed = changed.ToFrozenDictionary(lexicon => lexicon.Name, StringComparer.Ordinal);

    /// <summary>The program's own.</summary>
    public static LexiconSet BuiltIn { get; } = new([]);

    /// <summary>Hash of the words where they differ from the program's own, 64 hexadecimal digits; else null.</summary>
    public string? Hash { get; private init; }

    /// <summary>A lexicon by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public Lexicon this[string name] => _changed.GetValueOrDefault(name) ?? Lexicon.Load(name);

    /// <summary>The program's lexicons with a user's changes.</summary>
    /// <param name="files">The files' texts, by name without ending.</param>
    /// <exception cref="LexiconException">A file can't be used.</exception>
    public static LexiconSet Extended(IReadOnlyDictionary<string, string> files)
    {
        if (files.Count == 0) return BuiltIn;
        foreach (var (name, text) in files)
            if (LexiconLint.Check(name, text, isExtension: true).FirstOrDefault(problem => problem.IsFatal) is { } fatal) throw new LexiconException(fatal);
        var lexicons = LexiconForm.All.Keys.Select(name => files.TryGetValue(name, out string? text) ? Extended(Lexicon.Load(name), text) : Lexicon.Load(name)).ToList();
        string hash = HashOf(lexicons);
        return new LexiconSet(lexicons) { Hash = hash == HashOf(LexiconForm.All.Keys.Select(Lexicon.Load)) ? null : hash };
    }

    /// <summary>What is made of the words, made once for this set.</summary>
    public T Derived<T>(Func<LexiconSet, T> make) where T : class =>
        _derived.TryGetValue(typeof(T), out object? made) ? (T)made : (T)_derived.GetOrAdd(typeof(T), _ => make(this));

    private static Lexicon Extended(Lexicon builtIn, string text)
    {
        var lines = LexiconLine.Read(text).Where(line => !line.IsRemark).ToList();
        var entries = new OrderedDictionary<string, LexiconEntry>(StringComparer.Ordinal);
        if (!lines.Exists(line => line.IsReplacement))
            foreach (var entry in builtIn.Entries) entries.Add(entry.Term, entry);
        foreach (var line in lines.Where(line => !line.IsReplacement))
        {
            if (line.Cells[1] == Removal) entries.Remove(line.Cells[0]);
            else entries[line.Cells[0]] = new LexiconEntry(line.Cells[0], line.Cells[1], line.Cells.Length > 2 ? line.Cells[2] : null);
        }
        return new Lexicon(builtIn.Name, [.. entries.Values]);
    }

    private static string HashOf(IEnumerable<Lexicon> lexicons)
    {
        var hash = new Sha256();
        foreach (var lexicon in lexicons)
        {
            hash.Append($"{lexicon.Name}\n");
            foreach (var entry in lexicon.Entries) hash.Append($"{entry.Term}\t{entry.Kind}\t{entry.Note}\n");
        }
        return hash.ToHex();
    }
}

/// <summary>A line of a lexicon's text.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">The line without white space at its end.</param>
/// <param name="Raw">The line as it is.</param>
internal sealed record LexiconLine(int Number, string Text, string Raw)
{
    /// <summary>The columns.</summary>
    public string[] Cells { get; } = Text.Split('\t');

    /// <summary>Whether it says nothing to the program.</summary>
    public bool IsRemark => Text.Length == 0 || Text[0] == '#';

    /// <summary>Whether it says that the file stands in place of the program's.</summary>
    public bool IsReplacement => Text == LexiconSet.Replacement;

    /// <summary>The lines of a text.</summary>
    public static IEnumerable<LexiconLine> Read(string text)
    {
        if (text.StartsWith('\uFEFF')) text = text[1..];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            string raw = line.TrimEnd('\r');
            yield return new LexiconLine(++number, raw.TrimEnd(), raw);
        }
    }
}

/// <summary>A user's lexicon can't be used.</summary>
public sealed class LexiconException(LexiconProblem problem) : Exception(problem.Message)
{
    /// <summary>Where and why.</summary>
    public LexiconProblem Problem { get; } = problem;
}
