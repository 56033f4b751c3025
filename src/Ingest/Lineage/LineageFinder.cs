using System.Runtime.InteropServices;

namespace PolicyIngest.Ingest.Lineage;

/// <summary>
/// Finds which task comes from which (沿革). Words count by how few plans have them. Tasks that share two of their rarest words are candidates, by an index from words to tasks, so that never all pairs are
/// looked at; a candidate is confirmed by all its words, by its wording (three characters in a row), and by the units and indicators that both name; then by how near the two plans' subjects are and how
/// many other tasks link them. The same tasks give the same links.
/// </summary>
public sealed class LineageFinder
{
    /// <summary>Links below it are not kept: most of them only speak of the same subject.</summary>
    public const double LeastScore = 0.3;

    /// <summary>From here on links are right nine times out of ten.</summary>
    public const double UsualScore = 0.5;

    // Of a task's candidates whose wording is looked at; and of its sources of a relation that are kept.
    private const int MostLookedAt = 12, MostKept = 3, MostWords = 8;

    private const int LeastWords = 3;
    private const double LeastByWords = 0.1;

    // How alike two tasks are by themselves: what words, wording and marks (units, indicators) give.
    private const double ByBothWords = 0.5, ByShorterWords = 0.25, ByWording = 0.25, ByMark = 0.05;
    private const int MostMarks = 2;

    // Below it no plan makes up for it; and how alike the other tasks must be that speak for a pair of plans.
    private const double LeastLikeness = 0.2, LikenessOfOthers = 0.3;

    // What plans give: as far as their subjects are near, to all of NearSubjects, they take back what all pairs lose and each of some other linked tasks adds.
    private const double ByPlans = 0.15, ByOtherTask = 0.04, ByCitation = 0.05, NearSubjects = 0.4;
    private const int MostOtherTasks = 3;

    private readonly LineageCorpus _corpus;
    private readonly WordRarity _rarity;
    private readonly SourceIndex _index;
    private readonly PlanSubjects _subjects;
    private readonly Wordings _wordings;
    private readonly double[] _weight;

    private readonly record struct Pair(int Task, int Source, LineageRelation Relation, float Likeness);

    /// <summary>Makes the index.</summary>
    /// <param name="corpus">The tasks.</param>
    /// <param name="wording">Gives a task's title and content.</param>
    public LineageFinder(LineageCorpus corpus, Func<int, string> wording)
    {
        _corpus = corpus;
        _rarity = new WordRarity(corpus);
        _index = new SourceIndex(corpus, _rarity);
        _subjects = new PlanSubjects(corpus, _rarity);
        _wordings = new Wordings(wording);
        _weight = [.. Enumerable.Range(0, corpus.Count).Select(task => _rarity.Sum(corpus.Words[task]))];
    }

    /// <summary>The links, task by task, the best source first.</summary>
    public IEnumerable<LineageLink> Find(CancellationToken cancellation)
    {
        var pairs = new List<Pair>();
        var candidates = new List<int>();
        for (int task = 0; task < _corpus.Count; task++)
        {
            cancellation.ThrowIfCancellationRequested();
            AddPairs(task, candidates, pairs);
        }
        var scores = Scores(pairs);
        foreach (int i in Enumerable.Range(0, pairs.Count).Where(i => scores[i] >= LeastScore).OrderBy(i => pairs[i].Task).ThenByDescending(i => scores[i]).ThenBy(i => pairs[i].Source))
            yield return new LineageLink(pairs[i].Task, pairs[i].Source, pairs[i].Relation, Math.Round(scores[i], 3), SharedWords(pairs[i].Task, pairs[i].Source));
    }

    private void AddPairs(int task, List<int> candidates, List<Pair> pairs)
    {
        candidates.Clear();
        _index.AddCandidates(task, candidates);
        var likely = new List<(Pair Pair, double Score)>();
        foreach (int other in candidates)
            if (RelationOf(task, other) is { } relation && Words(task, other) is > 0 and var words) likely.Add((new Pair(task, other, relation, (float)words), words));
        if (likely.Count == 0) return;
        likely.Sort(BestFirst);
        if (likely.Count > MostLookedAt) likely.RemoveRange(MostLookedAt, likely.Count - MostLookedAt);
        foreach (ref var each in CollectionsMarshal.AsSpan(likely))
        {
            var (pair, words) = each;
            double likeness = words + ByWording * _wordings.Overlap(task, pair.Source) + ByMark * Math.Min(MostMarks, NumberLists.Common(_corpus.Marks[task], _corpus.Marks[pair.Source]));
            each = (pair with { Likeness = (float)likeness }, likeness + OfPlans(pair, others: 0));
        }
        likely.Sort(BestFirst);
        int first = pairs.Count;
        foreach (var (pair, _) in likely)
            if (pair.Likeness >= LeastLikeness && pairs.Skip(first).Count(kept => kept.Relation == pair.Relation) < MostKept) pairs.Add(pair);

        static int BestFirst((Pair Pair, double Score) one, (Pair Pair, double Score) two) =>
            two.Score.CompareTo(one.Score) is not 0 and var order ? order : one.Pair.Source.CompareTo(two.Pair.Source);
    }

    /// <summary>How much two tasks have in common by the rarity of their words: by both, and by the shorter one. 0 where it is too little.</summary>
    private double Words(int task, int other)
    {
        double sum = 0;
        int count = 0;
        var one = _corpus.Words[task];
        var two = _corpus.Words[other];
        for (int i = 0, j = 0; i < one.Length && j < two.Length;)
        {
            if (one[i] == two[j])
            {
                sum += _rarity[one[i]];
                count++;
                i++;
                j++;
            }
            else if (one[i] < two[j]) i++;
            else j++;
        }
        if (count < LeastWords) return 0;
        double words = ByBothWords * sum / Math.Sqrt(_weight[task] * _weight[other]) + ByShorterWords * sum / Math.Min(_weight[task], _weight[other]);
        return words >= LeastByWords ? words : 0;
    }

    private LineageRelation? RelationOf(int task, int other)
    {
        int plan = _corpus.PlanOf[task], source = _corpus.PlanOf[other];
        return LineagePlan.Relation(_corpus.Plans[plan], _corpus.Plans[source], _corpus.Plans[plan].Cited.Contains(source));
    }

    private double OfPlans(Pair pair, int others)
    {
        int plan = _corpus.PlanOf[pair.Task], source = _corpus.PlanOf[pair.Source];
        double near = Math.Min(1, _subjects.Nearness(plan, source) / NearSubjects);
        return near * (ByPlans + ByOtherTask * Math.Min(MostOtherTasks, others)) - ByPlans + (_corpus.Plans[plan].Cited.Contains(source) ? ByCitation : 0);
    }

    /// <summary>The score of each pair; pairs of the same two plans speak for each other.</summary>
    private double[] Scores(List<Pair> pairs)
    {
        var scores = new double[pairs.Count];
        int[] byPlans = [.. Enumerable.Range(0, pairs.Count).OrderBy(i => _corpus.PlanOf[pairs[i].Task]).ThenBy(i => _corpus.PlanOf[pairs[i].Source])];
        var tasks = new HashSet<int>();
        var sources = new HashSet<int>();
        for (int first = 0, after; first < byPlans.Length; first = after)
        {
            tasks.Clear();
            sources.Clear();
            for (after = first; after < byPlans.Length && AreOfSamePlans(pairs[byPlans[first]], pairs[byPlans[after]]); after++)
                if (pairs[byPlans[after]] is { Likeness: >= (float)LikenessOfOthers } pair)
                {
                    tasks.Add(pair.Task);
                    sources.Add(pair.Source);
                }
            foreach (int i in byPlans[first..after])
            {
                var pair = pairs[i];
                int others = Math.Min(tasks.Count - (tasks.Contains(pair.Task) ? 1 : 0), sources.Count - (sources.Contains(pair.Source) ? 1 : 0));
                scores[i] = Math.Clamp(pair.Likeness + OfPlans(pair, others), 0, 1);
            }
        }
        return scores;
    }

    private bool AreOfSamePlans(Pair one, Pair two) =>
        _corpus.PlanOf[one.Task] == _corpus.PlanOf[two.Task] && _corpus.PlanOf[one.Source] == _corpus.PlanOf[two.Source];

    private int[] SharedWords(int task, int other)
    {
        var others = _corpus.Words[other].ToArray().ToHashSet();
        return [.. _rarity.Rarest(_corpus.Words[task].ToArray().Where(others.Contains)).Take(MostWords)];
    }
}
