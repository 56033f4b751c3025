using System.Collections.Immutable;
using System.Text.Json;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>
/// What the page asks to be changed, as corrections. Facts are named by their keys in the database, which hold for one revision of the document; the page says which
/// one it saw, so that no key is ever taken for another fact's.
/// </summary>
internal static class AskedChanges
{
    /// <summary>The corrections that changes ask for, in their order.</summary>
    /// <param name="changes">Objects with <c>action</c>, <c>subject</c> and <c>id</c>, or <c>task</c>, <c>plan</c> and <c>at</c>, and <c>now</c>.</param>
    /// <param name="extraction">The document as the page saw it.</param>
    /// <param name="draft">Makes the corrections.</param>
    /// <exception cref="ReviewException">A change can't be made; the message says why.</exception>
    public static List<Correction> ToCorrections(JsonElement changes, Extraction extraction, CorrectionDraft draft)
    {
        var corrections = new List<Correction>();
        try
        {
            foreach (var change in changes.EnumerateArray()) corrections.AddRange(One(change, extraction, draft));
        }
        catch (ArgumentException fault)
        {
            throw new ReviewException(fault.Message);
        }
        foreach (var correction in corrections)
            if (CorrectionFields.Problem(correction) is { } problem) throw new ReviewException(problem);
        return corrections;
    }

    private static IEnumerable<Correction> One(JsonElement change, Extraction extraction, CorrectionDraft draft)
    {
        var subject = Enum.Parse<CorrectionSubject>(change.GetProperty("subject").GetString()!, ignoreCase: true);
        switch (change.GetProperty("action").GetString())
        {
            case "add": return [Added(change, subject, extraction, draft)];
            case "drop": return [draft.Drop(Fact(change, subject))];
            case "confirm" when subject == CorrectionSubject.Task: return draft.ConfirmAll(Fact(change, subject).Number);
            case "confirm": return [draft.Confirm(Fact(change, subject))];
            case "finish": return [draft.Finish()];
            case "split": return [draft.Split(Fact(change, subject).Number, change.GetProperty("at")[0].GetInt32())];
            case "join": return [draft.Join(Fact(change, subject).Number)];
            default: return [draft.Change(Fact(change, subject), Values(change), Place(change, extraction))];
        }
    }

    private static Correction Added(JsonElement change, CorrectionSubject subject, Extraction extraction, CorrectionDraft draft)
    {
        var place = Place(change, extraction) ?? throw new ArgumentException("what is added has no words");
        if (change.TryGetProperty("task", out var task) && task.ValueKind == JsonValueKind.Number)
            return draft.Add(subject, RowKey.NumberOf(task.GetInt64()), place, Values(change));
        int plan = change.GetProperty("plan").GetInt32();
        if (plan < 0 || plan >= extraction.Plans.Length) throw new ArgumentException("the document has no such plan");
        // The innermost numbered item around the words gives the labels.
        var path = PathAt(extraction.Plans[plan], place);
        return subject == CorrectionSubject.Task ? draft.AddTask(plan + 1, path, place, Values(change)) : draft.AddGoal(plan + 1, path, place, Values(change));
    }

    private static ImmutableArray<string> PathAt(Plan plan, TextSpan place)
    {
        var node = plan.Nodes.Where(each => each.Span.Contains(place)).MaxBy(each => each.Level);
        var path = new List<string>();
        for (; node is not null; node = node.Parent is { } parent ? plan.Nodes[parent] : null) path.Insert(0, node.Label);
        return [.. path];
    }

    private static FactRef Fact(JsonElement change, CorrectionSubject subject) => new(subject, RowKey.NumberOf(change.GetProperty("id").GetInt64()));

    private static FieldValues Values(JsonElement change) =>
        FieldValues.Of(change.GetProperty("now").EnumerateObject().Select(each => (each.Name, each.Value.ValueKind == JsonValueKind.Null ? null : each.Value.GetString())));

    private static TextSpan? Place(JsonElement change, Extraction extraction)
    {
        if (!change.TryGetProperty("at", out var at) || at.ValueKind != JsonValueKind.Array) return null;
        var place = new TextSpan(at[0].GetInt32(), at[1].GetInt32());
        return place.Start >= 0 && place.Start < place.End && place.End <= extraction.Document.Text.Length ? place : throw new ArgumentException("the words lie outside the text");
    }
}
