using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>What a verb before a number says about it.</summary>
internal enum Comparison
{
    /// <summary>No verb.</summary>
    None,
    /// <summary>达到, 不低于.</summary>
    Reach,
    /// <summary>控制在, 不超过.</summary>
    Limit,
    /// <summary>提高, 增长.</summary>
    Rise,
    /// <summary>下降, 减少.</summary>
    Fall,
    /// <summary>为, 在: says something only behind the name of a measure.</summary>
    Plain,
}

/// <summary>The words directly before a number, read backwards: 清洁取暖率｜力争｜达到｜70%.</summary>
/// <param name="Comparison">The verb's sense.</param>
/// <param name="Subject">What stands before verb and adverbs.</param>
/// <param name="IsDone">已: what is the case already.</param>
/// <param name="IsAim">力争, 确保: the number itself is aimed at.</param>
/// <param name="MarksOff">Whether the verb, like 超过, also serves to mark off whom a rule concerns.</param>
/// <param name="Verb">The verb next to the number, or null.</param>
internal sealed record Predicate(Comparison Comparison, TextSpan Subject, bool IsDone = false, bool IsAim = false, bool MarksOff = false, string? Verb = null)
{
    public static Predicate Read(string folded, TextSpan left, TargetLexicon lexicon)
    {
        var comparison = Comparison.None;
        bool done = false, aim = false, marksOff = false;
        string? word = null;
        int end = left.End;
        for (int words = 0; words < 6; words++)
        {
            while (end > left.Start && folded[end - 1] is ' ' or '\n' or '"' or ':') end--;
            var text = folded.AsSpan(left.Start, end - left.Start);
            if (comparison is Comparison.None or Comparison.Reach or Comparison.Limit or Comparison.Plain
                && FindVerb(text, comparison, lexicon) is { Length: > 0 } verb)
            {
                marksOff |= text[^verb.Length..] is "超过" or "高于" or "大于" or "低于" or "小于" or "多于" or "少于" or "短于" or "超" or "为";
                word ??= text[^verb.Length..].ToString();
                comparison = verb.Comparison;
                end -= verb.Length;
                continue;
            }
            int adverb = lexicon.Adverb.AtEnd(text);
            if (adverb == 0 || lexicon.Keep.AtEnd(text) > adverb) break;
            aim |= text.EndsWith("力争", StringComparison.Ordinal) || text.EndsWith("确保", StringComparison.Ordinal) || text.EndsWith("争取", StringComparison.Ordinal);
            done |= text.EndsWith("已", StringComparison.Ordinal);
            end -= adverb;
        }
        return new Predicate(comparison, new TextSpan(left.Start, end).Trimmed(folded), done, aim, marksOff, word);
    }

    /// <summary>The verb at the end of the text; an outer verb counts only if it sharpens the inner one (增长｜不低于｜10%).</summary>
    private static (int Length, Comparison Comparison) FindVerb(ReadOnlySpan<char> text, Comparison inner, TargetLexicon lexicon)
    {
        // 新增 is no 增.
        int keep = lexicon.Keep.AtEnd(text);
        int reach = lexicon.Reach.AtEnd(text), limit = lexicon.Limit.AtEnd(text), rise = lexicon.Rise.AtEnd(text), fall = lexicon.Fall.AtEnd(text);
        int longest = Math.Max(Math.Max(reach, limit), Math.Max(rise, fall));
        if (longest == 0 || keep > longest)
            return inner == Comparison.None && lexicon.Plain.AtEnd(text) is var plain && plain > 0 && keep <= plain ? (plain, Comparison.Plain) : (0, inner);
        if (longest == rise) return (rise, Comparison.Rise);
        if (longest == fall) return (fall, Comparison.Fall);
        if (inner is Comparison.Reach or Comparison.Limit) return (longest, inner);
        return longest == limit ? (limit, Comparison.Limit) : (reach, Comparison.Reach);
    }
}
