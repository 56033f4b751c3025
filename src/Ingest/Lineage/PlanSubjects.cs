using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PolicyIngest.Ingest.Lineage;

/// <summary>
/// What plans are about: the words that most of their tasks have and few other plans. Two plans for emergencies share many sentences; that one is about underground railways and the other about spills
/// is told by these.
/// </summary>
internal sealed class PlanSubjects
{
    private const int WordsOfPlan = 20;

    // In a plan of fewer tasks a word counts that stands in one of them only.
    private const int FewTasks = 4;

    private readonly (int Word, double Weight)[][] _words;

    public PlanSubjects(LineageCorpus corpus, WordRarity rarity)
    {
        _words = new (int, double)[corpus.Plans.Length][];
        Array.Fill(_words, []);
        var counts = new Dictionary<int, int>();
        var tasksOfPlan = corpus.TasksOfPlans();
        for (int plan = 0; plan < corpus.Plans.Length; plan++)
        {
            counts.Clear();
            foreach (int task in tasksOfPlan[plan])
                foreach (int word in corpus.Words[task]) CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
            int least = tasksOfPlan[plan].Length < FewTasks ? 1 : 2;
            var chosen = counts.Where(count => count.Value >= least).Select(count => (Word: count.Key, Weight: count.Value * rarity[count.Key]))
                .OrderByDescending(word => word.Weight).ThenBy(word => word.Word).Take(WordsOfPlan).OrderBy(word => word.Word).ToImmutableArray();
            double length = Math.Sqrt(chosen.Sum(word => word.Weight * word.Weight));
            _words[plan] = [.. chosen.Select(word => (word.Word, word.Weight / length))];
        }
    }

    /// <summary>How near two plans' subjects are: 0 for nothing in common, 1 for the same.</summary>
    public double Nearness(int plan, int other)
    {
        double sum = 0;
        var (one, two) = (_words[plan], _words[other]);
        for (int i = 0, j = 0; i < one.Length && j < two.Length;)
        {
            if (one[i].Word == two[j].Word) sum += one[i++].Weight * two[j++].Weight;
            else if (one[i].Word < two[j].Word) i++;
            else j++;
        }
        return sum;
    }
}
