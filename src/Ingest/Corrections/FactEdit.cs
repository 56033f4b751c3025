using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Applies a correction to the facts of one sort of a task or plan.</summary>
internal static class FactEdit
{
    /// <summary>Applies it.</summary>
    /// <returns>Why it can't be applied, or null.</returns>
    public static string? Apply<T>(List<T> facts, IFactForm<T> form, Correction correction, TextSpan place, string text)
    {
        var here = Indexes(facts, form, span => span == place);
        var around = Indexes(facts, form, span => span.Overlaps(place));
        return correction.Action switch
        {
            CorrectionAction.Add => Put(facts, form, correction, correction.Now, Named(facts, form, around, correction.Now), place, text),
            CorrectionAction.Drop => Drop(facts, form, correction.Was, here, around),
            _ => Change(facts, form, correction, here, around, place, text),
        };
    }

    /// <summary>What a rule finds no more is gone, as it should be; what it reads otherwise now, nobody has judged yet.</summary>
    private static string? Drop<T>(List<T> facts, IFactForm<T> form, FieldValues was, List<int> here, List<int> around)
    {
        if ((Named(facts, form, here, was) ?? Named(facts, form, around, was)) is { } found) facts.RemoveAt(found);
        else if (here.Count > 0) return "a rule reads the place otherwise now; look whether that is right";
        return null;
    }

    /// <summary>What a rule finds no more is put in again: a person said that it stands here.</summary>
    private static string? Change<T>(List<T> facts, IFactForm<T> form, Correction correction, List<int> here, List<int> around, TextSpan place, string text)
    {
        var wanted = correction.Was.With(correction.Now);
        int? found = Named(facts, form, here, correction.Was) ?? Named(facts, form, around, wanted) ?? Named(facts, form, around, correction.Was);
        if (found is null && here.Count == 1) found = here[0];
        if (found is null && here.Count > 1) return "rules read the place in several other ways now; look which is right";
        if (found is null && around.Count == 1 && here.Count == 0) found = around[0];
        if (found is not { } index) return Put(facts, form, correction, wanted, null, place, text);
        if (correction.Action == CorrectionAction.Confirm && form.Is(facts[index], correction.Was))
        {
            facts[index] = form.Make(form.Values(facts[index]), AnchorOf(facts[index], correction.Anchor), form.EvidenceOf(facts[index]) with { IsChecked = true });
            return null;
        }
        var now = correction.Action == CorrectionAction.Confirm ? correction.Was.Only(form.Key) : correction.Now;
        facts[index] = form.With(facts[index], now, AnchorOf(facts[index], correction.Anchor));
        return null;
    }

    /// <summary>Puts a fact in where it belongs in the order of the text, or takes the equal one as the person's.</summary>
    private static string? Put<T>(List<T> facts, IFactForm<T> form, Correction correction, FieldValues values, int? equal, TextSpan place, string text)
    {
        if (equal is { } index)
        {
            facts[index] = form.With(facts[index], values, AnchorOf(facts[index], correction.Anchor));
            return null;
        }
        var evidence = FactForms.Person(new Evidence(correction.Was[CorrectionFields.Rule] ?? Evidence.Person, place, place.Of(text)));
        int behind = facts.FindIndex(fact => form.EvidenceOf(fact).Span.Start > place.Start);
        facts.Insert(behind < 0 ? facts.Count : behind, form.Make(values, correction.Anchor, evidence));
        return null;
    }

    /// <summary>A target keeps the task or section under which it stands.</summary>
    private static CorrectionAnchor AnchorOf<T>(T fact, CorrectionAnchor anchor) => fact is Target target ? anchor with { Path = target.Path, Part = target.Part } : anchor;

    private static List<int> Indexes<T>(List<T> facts, IFactForm<T> form, Predicate<TextSpan> isThere) =>
        [.. Enumerable.Range(0, facts.Count).Where(index => isThere(form.EvidenceOf(facts[index]).Span))];

    private static int? Named<T>(List<T> facts, IFactForm<T> form, List<int> among, FieldValues values)
    {
        foreach (int index in among)
            if (form.Is(facts[index], values)) return index;
        return null;
    }
}
