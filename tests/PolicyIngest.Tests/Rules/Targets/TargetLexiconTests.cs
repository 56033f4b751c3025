using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Targets;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Rules.Targets;

public sealed class TargetLexiconTests
{
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal)
    {
        "reach", "limit", "rise", "fall", "plain", "adverb", "act", "grant", "past", "aspect", "structure", "lead", "tail", "measure", "place", "keep",
    };

    [Fact]
    public void Terms_stand_as_in_folded_text()
    {
        foreach (var entry in Lexicon.Load("measures").Entries.Concat(Lexicon.Load("target-words").Entries))
            Assert.Equal(CharFold.Fold(entry.Term), entry.Term);
    }

    [Fact]
    public void Every_part_and_every_kind_is_known()
    {
        Assert.All(Lexicon.Load("target-words").Entries, entry => Assert.Subset(Parts, entry.Kind.Split(',').ToHashSet(StringComparer.Ordinal)));
        Assert.All(Lexicon.Load("measures").Entries, entry => Assert.True(Enum.TryParse<MeasureKind>(entry.Kind, ignoreCase: true, out _), entry.Term));
    }

    [Fact]
    public void No_word_is_a_floor_and_a_ceiling()
    {
        var words = Lexicon.Load("target-words").Entries.Select(entry => entry.Kind.Split(',')).ToList();
        Assert.DoesNotContain(words, parts => parts.Count(part => part is "reach" or "limit" or "rise" or "fall") > 1);
    }
}
