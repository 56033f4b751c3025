using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Lineage;

/// <summary>
/// Finds the tasks from which a task may come: those that share two of its rarest words and are of the state, of its province, city or county, or of a plan that its own one cites. Tasks of one word stand
/// place by place, so that the many of other places are never looked at.
/// </summary>
internal sealed class SourceIndex
{
    // Rarest words of a task by which others are found; a word with more tasks than that in one place says nothing.
    private const int KeysOfTask = 16, MostTasksOfKey = 400;

    private readonly LineageCorpus _corpus;
    private readonly NumberLists _keys;
    private readonly NumberLists _tasksOfKey;
    private readonly int[] _placeOf;
    private readonly int[][] _placesAbove;
    private readonly int[] _shared;
    private readonly List<int> _met = [];

    public SourceIndex(LineageCorpus corpus, WordRarity rarity)
    {
        _corpus = corpus;
        _shared = new int[corpus.Count];
        (_placeOf, _placesAbove) = Places(corpus.Plans);
        _keys = Keys(corpus, rarity);
        _tasksOfKey = Inverted(rarity.Count);
    }

    /// <summary>Adds the tasks that share two of a task's rarest words and from which it may come by place or citation, in rising order.</summary>
    public void AddCandidates(int task, List<int> candidates)
    {
        _met.Clear();
        int plan = _corpus.PlanOf[task];
        foreach (int word in _keys[task])
        {
            var tasks = _tasksOfKey[word];
            foreach (int place in _placesAbove[plan]) Count(OfPlace(tasks, place));
            foreach (int cited in _corpus.Plans[plan].Cited)
                if (!_placesAbove[plan].Contains(_placeOf[cited])) Count(OfPlan(tasks, cited));
        }
        int first = candidates.Count;
        foreach (int other in _met)
        {
            if (_shared[other] >= 2 && _corpus.PlanOf[other] != plan) candidates.Add(other);
            _shared[other] = 0;
        }
        candidates.Sort(first, candidates.Count - first, null);
    }

    private void Count(ReadOnlySpan<int> tasks)
    {
        if (tasks.Length > MostTasksOfKey) return;
        foreach (int other in tasks)
            if (_shared[other]++ == 0) _met.Add(other);
    }

    private ReadOnlySpan<int> OfPlace(ReadOnlySpan<int> tasks, int place)
    {
        int first = First(tasks, place, 0);
        return tasks[first..First(tasks, place + 1, 0)];
    }

    private ReadOnlySpan<int> OfPlan(ReadOnlySpan<int> tasks, int plan)
    {
        int first = First(tasks, _placeOf[plan], plan);
        return tasks[first..First(tasks, _placeOf[plan], plan + 1)];
    }

    /// <summary>Where, in tasks by place and then by plan, the first of a place and plan stands or would.</summary>
    private int First(ReadOnlySpan<int> tasks, int place, int plan)
    {
        int low = 0, high = tasks.Length;
        while (low < high)
        {
            int middle = (low + high) / 2, own = _corpus.PlanOf[tasks[middle]];
            if (_placeOf[own] < place || (_placeOf[own] == place && own < plan)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The place of each plan as a number, 0 for the state and -1 for none; and the places from which its tasks may come.</summary>
    private static (int[] Of, int[][] Above) Places(LineagePlan[] plans)
    {
        var numbers = new Dictionary<(string?, string?, string?), int> { [default] = 0 };
        var of = new int[plans.Length];
        for (int i = 0; i < plans.Length; i++)
        {
            if (plans[i].Level is null || (plans[i].Level != PlaceLevel.State && plans[i].Province is null)) of[i] = -1;
            else if (!numbers.TryGetValue(plans[i].Place, out of[i])) numbers.Add(plans[i].Place, of[i] = numbers.Count);
        }
        var above = new int[plans.Length][];
        for (int i = 0; i < plans.Length; i++)
        {
            if (of[i] < 0) above[i] = [];
            else
            {
                var (province, city, county) = plans[i].Place;
                var all = new[] { default, (province, null, null), (province, city, null), (province, city, county) };
                above[i] = [.. all.Distinct().Where(numbers.ContainsKey).Select(place => numbers[place])];
            }
        }
        return (of, above);
    }

    private static NumberLists Keys(LineageCorpus corpus, WordRarity rarity)
    {
        var keys = new int[corpus.Words.Numbers.Length];
        var starts = new int[corpus.Count + 1];
        int at = 0;
        var own = new List<int>();
        for (int task = 0; task < corpus.Count; task++)
        {
            own.Clear();
            foreach (int word in corpus.Words[task])
                if (rarity.IsShared(word)) own.Add(word);
            own.Sort((one, two) => rarity[two].CompareTo(rarity[one]) is not 0 and var order ? order : one.CompareTo(two));
            for (int i = 0; i < own.Count && i < KeysOfTask; i++) keys[at++] = own[i];
            starts[task + 1] = at;
        }
        Array.Resize(ref keys, at);
        return new NumberLists(starts, keys);
    }

    /// <summary>The tasks of each key, by place and then by plan.</summary>
    private NumberLists Inverted(int words)
    {
        var starts = new int[words + 1];
        foreach (int word in _keys.Numbers) starts[word + 1]++;
        for (int word = 0; word < words; word++) starts[word + 1] += starts[word];
        var tasks = new int[_keys.Numbers.Length];
        int[] free = [.. starts];
        int[] byPlace = [.. Enumerable.Range(0, _corpus.Plans.Length).OrderBy(plan => _placeOf[plan])];
        var tasksOfPlan = _corpus.TasksOfPlans();
        foreach (int plan in byPlace)
            foreach (int task in tasksOfPlan[plan])
                foreach (int word in _keys[task]) tasks[free[word]++] = task;
        return new NumberLists(starts, tasks);
    }
}
