using System.Globalization;
using System.Text;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Shared;

/// <summary>Nothing is misread in silence: what real documents lose when words that no list knows stand in them is named by the audit.</summary>
public sealed class UnknownWordsTests(ITestOutputHelper output)
{
    private const string Figures = "tests/PolicyIngest.Tests/Shared/unknown-words-figures.tsv";

    /// <summary>Each word is put into every third document, in turn; <c>POLICYINGEST_ALL_WORDS=1</c> shows, and does not judge, each word in each.</summary>
    private const int Turn = 3;

    /// <summary>
    /// The file beside this test says, for the documents as they are and for each kind of words, how many assignments of the gold are lost and how many of them lie where
    /// an alarm or doubt is; how many documents are read poorly and how many of these have no finding; how many tasks stand in documents that are wholly right, and
    /// how many findings. Anything else, better or worse, is told. <c>POLICYINGEST_ACCEPT=1</c> writes what is reached.
    /// </summary>
    [SharedFact]
    public void What_is_lost_is_named()
    {
        bool all = Environment.GetEnvironmentVariable("POLICYINGEST_ALL_WORDS") == "1";
        var documents = GoldDocument.All(Repository.Shared!);
        var words = UnknownWords.All;
        var told = new List<string>[words.Count];
        var figures = new AuditFigures[words.Count];
        Parallel.For(0, words.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            told[i] = [];
            for (int d = 0; d < documents.Count; d++)
                if (all || (i + d) % Turn == 0) figures[i] += words[i].Measure(documents[d], said => told[i].Add($"{words[i].Kind} {words[i].Word} {documents[d].Stem}: {said}")) ?? default;
        });
        var table = new StringBuilder("words\tlost\tnamed\tpoor\tsilent\tright_tasks\tnoise\n");
        var plain = documents.Aggregate(default(AuditFigures), (sum, document) => sum + document.Measure(document.Plain, place => place));
        Add(table, "none", plain);
        for (int i = 0; i < words.Count;)
        {
            int first = i;
            var sum = default(AuditFigures);
            for (; i < words.Count && words[i].Kind == words[first].Kind; i++) sum += figures[i];
            Add(table, words[first].Kind, sum);
        }
        Add(table, "total", figures.Aggregate(plain, (sum, each) => sum + each));
        output.WriteLine(table.ToString());
        foreach (string said in told.SelectMany(each => each).Take(2000)) output.WriteLine(said);
        if (all) return;
        string file = Path.Combine(Repository.Root, Figures), reached = table.ToString();
        if (Environment.GetEnvironmentVariable("POLICYINGEST_ACCEPT") == "1") File.WriteAllText(file, reached);
        Assert.Equal(File.ReadAllText(file), reached);
    }

    private static void Add(StringBuilder table, string name, AuditFigures figures) =>
        table.Append(CultureInfo.InvariantCulture, $"{name}\t{figures.Lost}\t{figures.Named}\t{figures.Poor}\t{figures.Silent}\t{figures.RightTasks}\t{figures.Noise}\n");
}
