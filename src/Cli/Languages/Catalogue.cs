using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PolicyIngest.Cli.Languages;

/// <summary>
/// Messages in another language. The program writes English; what it writes is looked up here just before it is shown, so that the code
/// that knows what went wrong knows nothing of languages.
/// <para>
/// A line of the file is an English message, a tab, and its translation. Holes stand for what differs: <c>{0}</c> any words, taken over
/// as they are; <c>{0!}</c> words that are a message themselves; <c>{0!!}</c> words that must be one, or the line does not fit; <c>{0#}</c> a number or a name without spaces.
/// </para>
/// </summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, string> _fixed = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Template> _templates;

    /// <summary>Reads the lines of a catalogue; blank lines and those that begin with <c># </c> are passed over.</summary>
    /// <exception cref="FormatException">A line is not two fields, or a message stands twice.</exception>
    public Catalogue(IEnumerable<string> lines)
    {
        var templates = new List<Template>();
        foreach (string line in lines)
        {
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal)) continue;
            if (line.Split('\t') is not [{ Length: > 0 } english, { Length: > 0 } translation]) throw new FormatException($"no message and translation: {line}");
            if (!_fixed.TryAdd(english, translation)) throw new FormatException($"the message stands twice: {english}");
            if (english.Contains('{', StringComparison.Ordinal)) templates.Add(new Template(english, translation));
        }
        // The more of its own words a template has, the surer it is; of two that are alike the earlier line wins.
        _templates = [.. templates.OrderByDescending(template => template.Words)];
    }

    /// <summary>The catalogue of that language inside the program.</summary>
    public static Catalogue OfProgram(string language)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"PolicyIngest.Cli.Languages.{language}.tsv")
            ?? throw new InvalidOperationException($"the program lacks its messages in {language}");
        using var reader = new StreamReader(stream);
        return new Catalogue(reader.ReadToEnd().Split('\n'));
    }

    /// <summary>The translation, or null where there is none.</summary>
    public string? Translate(string message)
    {
        if (_fixed.TryGetValue(message, out string? translation)) return translation;
        foreach (var template in _templates)
        {
            if (template.Apply(message, this) is { } filled) return filled;
        }
        return null;
    }

    /// <summary>A message with holes.</summary>
    private sealed class Template
    {
        private readonly string _start;
        private readonly Lazy<Regex> _shape;
        private readonly ImmutableArray<string> _holes;
        private readonly ImmutableArray<string> _translation;

        public Template(string english, string translation)
        {
            // Words and holes by turns, words first. The one place where expressions are made from data; only those whose first words
            // fit the message are ever made.
            string[] parts = Regex.Split(english, @"\{(\d(?:!!?|#)?)\}");
            _start = parts[0];
            _translation = [.. Regex.Split(translation, @"\{(\d)\}")];
            _holes = [.. parts.Where((_, at) => at % 2 == 1)];
            Words = parts.Where((_, at) => at % 2 == 0).Sum(words => words.Length);
            _shape = new Lazy<Regex>(() => new Regex(Pattern(parts), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
        }

        /// <summary>Length of the fixed words.</summary>
        public int Words { get; }

        public string? Apply(string message, Catalogue catalogue)
        {
            if (!message.StartsWith(_start, StringComparison.Ordinal)) return null;
            var match = _shape.Value.Match(message);
            if (!match.Success) return null;
            for (int hole = 0; hole < _holes.Length; hole++)
                if (_holes[hole].EndsWith("!!", StringComparison.Ordinal) && catalogue.Translate(match.Groups[hole + 1].Value) is null) return null;
            return string.Concat(_translation.Select((part, at) => at % 2 == 0 ? part : Fill(part, match, catalogue)));
        }

        private string Fill(string number, Match match, Catalogue catalogue)
        {
            int hole = _holes.ToList().FindIndex(name => name.StartsWith(number, StringComparison.Ordinal));
            string words = match.Groups[hole + 1].Value;
            return _holes[hole].EndsWith('!') ? catalogue.Translate(words) ?? words : words;
        }

        private static string Pattern(string[] parts)
        {
            var pattern = new System.Text.StringBuilder(@"\A");
            for (int at = 0; at < parts.Length; at++)
                pattern.Append(at % 2 == 0 ? Regex.Escape(parts[at]) : parts[at].EndsWith('#') ? @"([\w.,:-]+?)" : "(.+?)");
            return pattern.Append(@"\z").ToString();
        }
    }
}
