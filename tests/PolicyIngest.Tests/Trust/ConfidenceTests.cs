using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Trust;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Trust;

/// <summary>How far facts and documents can be trusted, and documents that say the same.</summary>
public sealed class ConfidenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fact_is_doubted_by_what_touches_it_what_stands_beside_it_and_its_rule()
    {
        var document = IngestPipeline.Read(new SourceFile("a.txt", Encoding.UTF8.GetBytes("01234567890123456789")), ReadOptions.Default);
        var doubt = new Finding(FindingCode.OddUnit, new TextSpan(4, 6), 1);
        var rating = new ConfidenceRating(new Extraction(document, [], []) { Findings = [doubt] });
        var task = new TextSpan(0, 10);
        var sound = new Evidence("responsibility.label", new TextSpan(8, 9), "8");
        var odd = sound with { Span = new TextSpan(5, 6) };
        Assert.Equal("High: ", Text(rating.Of(sound)));
        Assert.Equal("Medium: odd-unit", Text(rating.Of(sound, task)));
        Assert.Equal("Low: odd-unit", Text(rating.Of(odd, task)));
        Assert.Equal("Medium: rule-rare", Text(rating.Of(sound with { RuleId = "deadline.by-event" })));
        Assert.Equal("High: checked", Text(rating.Of(odd with { IsChecked = true }, task)));
        Assert.Equal("High: checked", Text(rating.Of(odd with { RuleId = Evidence.Person, Origin = FactOrigin.Person }, task)));
        Assert.Equal("Medium: odd-unit", Text(rating.OfDocument()));
        var alarmed = new ConfidenceRating(new Extraction(document, [], []) { Findings = [doubt, new Finding(FindingCode.GarbledText, null, null)] });
        Assert.Equal("Low: garbled-text", Text(alarmed.Of(sound)));
        Assert.Equal("Low: garbled-text odd-unit", Text(alarmed.OfDocument()));
    }

    [Fact]
    public void Documents_that_say_the_same_but_for_white_space_and_width_are_doubles_of_each_other()
    {
        string text = string.Concat(Enumerable.Repeat("云岭市清理河道，市水务局牵头，2031年底前完成。\n", 8));
        using (var store = SqliteStore.Open(_folder["p.db"]))
        {
            long run = store.BeginRun("0", "rules");
            foreach (var (name, words) in new[] { ("甲.txt", text), ("乙.txt", text.Replace("\n", "\n\n", StringComparison.Ordinal).Replace("2031", "２０３１", StringComparison.Ordinal)), ("丙.txt", text + "附则。\n") })
            {
                var source = new SourceFile(name, Encoding.UTF8.GetBytes(words));
                store.Save(new FileStamp(name, 1, DateTime.UnixEpoch), PreparedDocument.Of(IngestPipeline.Run(source, ReadOptions.Default), "rules"), "rules", run);
            }
            store.Checkpoint();
        }
        Assert.Equal(["乙.txt|甲.txt", "甲.txt|乙.txt"], TemporaryFolder.Query(_folder["p.db"], "SELECT document, other FROM v_duplicate ORDER BY document"));
    }

    private static string Text(Confidence confidence) => $"{confidence.Level}: {confidence.Why}";
}
