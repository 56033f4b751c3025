using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Comparing;

/// <summary>
/// Finds for each task of an older plan the one that became of it: by title and place, then by title, then by words in common, at last by place
/// alone. Each step looks at tasks that no step before has paired, and takes them in the document's order, so that the result is always the same.
/// </summary>
internal sealed class TaskPairing
{
    /// <summary>Least share of words in common, by pairs of characters, of tasks at different places.</summary>
    private const double LeastLikeness = 0.5;

    /// <summary>The same for tasks at the same place, which are rewritten more often than moved.</summary>
    private const double LeastAtSamePlace = 0.25;

    /// <summary>Candidates looked at for a task; a word that stands in more tasks tells nothing.</summary>
    private const int MostCandidates = 24;

    private readonly List<PolicyTask> _old;
    private readonly List<PolicyTask> _new;
    private readonly int[] _pairOf;
    private readonly bool[] _taken;
    private readonly Dictionary<PolicyTask, HashSet<(char, char)>> _words = new(ReferenceEqualityComparer.Instance);

    private TaskPairing(List<PolicyTask> older, List<PolicyTask> newer)
    {
        (_old, _new) = (older, newer);
        _pairOf = new int[older.Count];
        Array.Fill(_pairOf, -1);
        _taken = new bool[newer.Count];
    }

    /// <summary>For each older task the index of its newer one; -1 where it is gone.</summary>
    public static int[] Pair(List<PolicyTask> older, List<PolicyTask> newer)
    {
        var pairing = new TaskPairing(older, newer);
        pairing.ByKey(task => $"{PlaceOf(task)}\n{task.Title}\n{Squeezed(task.Content)}");
        pairing.ByKey(task => task.Title is null ? null : $"{PlaceOf(task)}\n{Squeezed(task.Title)}");
        pairing.ByKey(task => task.Title is null ? null : $"{Squeezed(task.Title)}\n{task.Part}");
        pairing.ByKey(task => Squeezed(task.Content) is { Length: > 8 } content ? content : null);
        pairing.AtSamePlace();
        pairing.ByWords();
        return pairing._pairOf;
    }

    /// <summary>Pairs tasks whose key stands once on either side; equal keys are told apart by their order.</summary>
    private void ByKey(Func<PolicyTask, string?> keyOf)
    {
        var free = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (int i = 0; i < _new.Count; i++)
        {
            if (_taken[i] || keyOf(_new[i]) is not { } key) continue;
            if (!free.TryGetValue(key, out var queue)) free.Add(key, queue = []);
            queue.Enqueue(i);
        }
        for (int i = 0; i < _old.Count; i++)
            if (_pairOf[i] < 0 && keyOf(_old[i]) is { } key && free.TryGetValue(key, out var queue) && queue.TryDequeue(out int found)) Take(i, found);
    }

    private void AtSamePlace()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = _new.Count - 1; i >= 0; i--)
            if (!_taken[i]) places[PlaceOf(_new[i])] = i;
        for (int i = 0; i < _old.Count; i++)
        {
            if (_pairOf[i] >= 0 || !places.TryGetValue(PlaceOf(_old[i]), out int found) || _taken[found]) continue;
            if (Likeness(_old[i], _new[found]) >= LeastAtSamePlace && !HasBetter(i, found)) Take(i, found);
        }
    }

    /// <summary>Whether another free task is clearly liker: 2 became 3 because a new 2 was put in.</summary>
    private bool HasBetter(int older, int found)
    {
        double here = Likeness(_old[older], _new[found]);
        return Candidates(older).Any(i => i != found && Likeness(_old[older], _new[i]) > here + 0.2);
    }

    private void ByWords()
    {
        var pairs = new List<(double Likeness, int Old, int New)>();
        for (int i = 0; i < _old.Count; i++)
        {
            if (_pairOf[i] >= 0) continue;
            foreach (int candidate in Candidates(i))
                if (Likeness(_old[i], _new[candidate]) is var likeness && likeness >= LeastLikeness) pairs.Add((likeness, i, candidate));
        }
        foreach (var (_, older, newer) in pairs.OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.Old).ThenBy(pair => pair.New))
            if (_pairOf[older] < 0 && !_taken[newer]) Take(older, newer);
    }

    /// <summary>Free newer tasks that share rare pairs of characters with an older one, those with most of them first.</summary>
    private IEnumerable<int> Candidates(int older)
    {
        var index = Index();
        var votes = new Dictionary<int, int>();
        foreach (var pair in WordsOf(_old[older]))
        {
            if (!index.TryGetValue(pair, out var tasks) || tasks.Count > MostCandidates) continue;
            foreach (int task in tasks)
                if (!_taken[task]) votes[task] = votes.GetValueOrDefault(task) + 1;
        }
        return votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key).Take(MostCandidates).Select(vote => vote.Key);
    }

    private Dictionary<(char, char), List<int>>? _index;

    private Dictionary<(char, char), List<int>> Index()
    {
        if (_index is not null) return _index;
        _index = [];
        for (int i = 0; i < _new.Count; i++)
        {
            if (_taken[i]) continue;
            foreach (var pair in WordsOf(_new[i]))
            {
                if (!_index.TryGetValue(pair, out var tasks)) _index.Add(pair, tasks = []);
                // One too many shows that the pair is common; more would only take memory.
                if (tasks.Count <= MostCandidates) tasks.Add(i);
            }
        }
        return _index;
    }

    private void Take(int older, int newer)
    {
        _pairOf[older] = newer;
        _taken[newer] = true;
    }

    private double Likeness(PolicyTask older, PolicyTask newer)
    {
        var (a, b) = (WordsOf(older), WordsOf(newer));
        if (a.Count > b.Count) (a, b) = (b, a);
        return 2.0 * a.Count(b.Contains) / Math.Max(1, a.Count + b.Count);
    }

    private HashSet<(char, char)> WordsOf(PolicyTask task)
    {
        if (_words.TryGetValue(task, out var words)) return words;
        string text = Squeezed($"{task.Title} {task.Content}");
        words = [.. text.Zip(text.Skip(1))];
        _words.Add(task, words);
        return words;
    }

    internal static string PlaceOf(PolicyTask task) => $"{string.Join('/', task.Path)} {task.Part}";

    internal static string Squeezed(string? text) => text is null ? "" : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
