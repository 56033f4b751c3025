using System.Collections.Immutable;
using System.Globalization;

namespace PolicyIngest.Ingest.Lexicons;

/// <summary>Something wrong in a lexicon.</summary>
/// <param name="Lexicon">The file's name without ending.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsFatal">Whether the file can't be used as it is; else a word does nothing or not what it seems to.</param>
public sealed record LexiconProblem(string Lexicon, int Line, string Message, bool IsFatal);

/// <summary>Looks for slips in a lexicon: columns, kinds, words that stand twice, that contradict another or that can never be met in a text.</summary>
public static class LexiconLint
{
    private const string PatternSigns = @"\*+?|{}[]()^$.";

    /// <summary>Checks a lexicon's text.</summary>
    /// <param name="name">The file's name without ending.</param>
    /// <param name="text">The text.</param>
    /// <param name="isExtension">Whether it is a user's, which may take words out and replace the program's.</param>
    /// <param name="fold">How texts are folded before words are looked for in them; without it words are not looked at for this.</param>
    public static ImmutableArray<LexiconProblem> Check(string name, string text, bool isExtension, Func<string, string>? fold = null)
    {
        if (!LexiconForm.All.TryGetValue(name, out var form))
            return [new LexiconProblem(name, 1, $"there is no lexicon of this name, only {string.Join(", ", LexiconForm.All.Keys)}", IsFatal: true)];
        var check = new Pass(form, isExtension, fold);
        foreach (var line in LexiconLine.Read(text)) check.Look(line);
        check.LookAtNames();
        return [.. check.Problems.OrderBy(problem => problem.Line)];
    }

    /// <summary>One lexicon's check.</summary>
    private sealed class Pass(LexiconForm form, bool isExtension, Func<string, string>? fold)
    {
        private readonly Dictionary<string, (int Line, string Kind)> _seen = new(StringComparer.Ordinal);
        private bool _replaces;

        public List<LexiconProblem> Problems { get; } = [];

        public void Look(LexiconLine line)
        {
            if (line.Text.Contains('\uFFFD', StringComparison.Ordinal)) Fatal(line, "the line is not UTF-8; save the file as UTF-8");
            if (line.IsRemark) return;
            if (line.IsReplacement)
            {
                if (!isExtension || _seen.Count > 0) Fatal(line, "!replace stands before all words, and in a lexicon of yours only");
                _replaces = true;
                return;
            }
            if (line.Cells.Length is < 2 or > 3 || line.Cells[0].Length == 0 || line.Cells[1].Length == 0)
            {
                Fatal(line, "expected a word, its kind and an optional note, with tabs between them");
                return;
            }
            if (line.Raw.Length != line.Text.Length) Minor(line, "there is white space at the end of the line");
            LookAtWord(line, line.Cells[0]);
            LookAtKind(line, line.Cells[0], line.Cells[1]);
        }

        /// <summary>A short name whose full name is itself short for something: 甲 is 乙, and 乙 is 丙.</summary>
        public void LookAtNames()
        {
            if (!form.Kinds.IsEmpty) return;
            var builtIn = Lexicon.Load(form.Name);
            foreach (var (term, (line, full)) in _seen)
            {
                string? further = _seen.TryGetValue(full, out var own) ? own.Kind : _replaces ? null : builtIn.Find(full)?.Kind;
                if (full != LexiconSet.Removal && further is not null && further != full && further != LexiconSet.Removal)
                    Problems.Add(new LexiconProblem(form.Name, line, $"{term} is {full} here, but {full} itself is {further}; one full name must hold for all", IsFatal: false));
            }
        }

        private void LookAtWord(LexiconLine line, string term)
        {
            if (!_seen.TryAdd(term, (line.Number, line.Cells[1])))
                Fatal(line, _seen[term].Kind == line.Cells[1]
                    ? string.Create(CultureInfo.InvariantCulture, $"{term} stands twice; the first is on line {_seen[term].Line}")
                    : string.Create(CultureInfo.InvariantCulture, $"{term} stands twice, as {_seen[term].Kind} and as {line.Cells[1]}; the first is on line {_seen[term].Line}"));
            if (form.IsCode && !(term.Length == 6 && term.All(char.IsAsciiDigit))) Fatal(line, $"{term} is no code of a place; write six digits, and its names behind them, parted by commas");
            if (term.Any(char.IsWhiteSpace) || line.Cells[1].Trim() != line.Cells[1]) Minor(line, $"there is white space in or around {term.Trim()}; spaces are no part of a word");
            else if (fold?.Invoke(term) is { } folded && folded != term) Minor(line, $"{term} is never met: texts are matched in half-width forms, write {folded}");
            if (term.Any(c => char.IsControl(c) || c is '\u200B' or '\uFEFF')) Minor(line, "there is an invisible character in the word");
            if (term.Any(IsDecomposed)) Minor(line, $"{term} holds a combining mark or a look-alike of a Chinese character (it is not in the normal form NFC); write the plain character");
            if (form.IsPattern && term.AsSpan().ContainsAny(PatternSigns)) Minor(line, $"{term} holds a sign of regular expressions; it is taken literally");
        }

        private void LookAtKind(LexiconLine line, string term, string column)
        {
            var builtIn = isExtension && !_replaces ? Lexicon.Load(form.Name).Find(term) : null;
            if (column == LexiconSet.Removal)
            {
                if (!isExtension) Fatal(line, "a word is taken out in a lexicon of yours only");
                else if (builtIn is null) Minor(line, $"{term} is to be taken out, but is not there");
                return;
            }
            if (builtIn is not null && builtIn.Kind == column) Minor(line, $"{term} is there already as {column}; the line does nothing");
            if (form.Kinds.IsEmpty) return;
            var kinds = form.KindsOf(column).ToList();
            foreach (string kind in kinds.Where(kind => !form.Kinds.Contains(kind)))
                Fatal(line, $"there is no kind {kind}, only {string.Join(", ", form.Kinds)}{(form.SeveralKinds ? "; several are parted by commas without spaces" : "")}");
            if (kinds.Distinct(StringComparer.Ordinal).Count() != kinds.Count) Minor(line, $"a kind of {term} stands twice");
            // 增长 can't be both: a number behind it would go up and down.
            foreach (var (one, other) in (ReadOnlySpan<(string, string)>)[("reach", "limit"), ("rise", "fall")])
                if (kinds.Contains(one) && kinds.Contains(other)) Minor(line, $"{term} is both {one} and {other}, which contradict each other");
        }

        private static bool IsDecomposed(char c) =>
            c is >= '\u0300' and <= '\u036F' or >= '\uF900' and <= '\uFAFF' or >= '\u2E80' and <= '\u2FDF' or '\u3099' or '\u309A' or '\u2126' or '\u212A' or '\u212B';

        private void Fatal(LexiconLine line, string message) => Problems.Add(new LexiconProblem(form.Name, line.Number, message, IsFatal: true));

        private void Minor(LexiconLine line, string message) => Problems.Add(new LexiconProblem(form.Name, line.Number, message, IsFatal: false));
    }
}
