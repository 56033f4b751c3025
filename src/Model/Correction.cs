using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>What a correction does.</summary>
public enum CorrectionAction
{
    /// <summary>Adds what no rule found.</summary>
    Add,
    /// <summary>Gives fields other values.</summary>
    Change,
    /// <summary>Takes out what is none.</summary>
    Drop,
    /// <summary>Looked at, right (看过，无误); changes nothing, and keeps it as it is should a rule read it otherwise some day.</summary>
    Confirm,
    /// <summary>The whole document was looked at: nothing is wrong or missing any more (完成).</summary>
    Finish,
}

/// <summary>What a correction is about.</summary>
public enum CorrectionSubject
{
    /// <summary>An organ's part in a task: role, unit, scope, label.</summary>
    Assignment,
    /// <summary>A time: kind, due, start.</summary>
    Deadline,
    /// <summary>A number: indicator, op, value, unit, year, base.</summary>
    Target,
    /// <summary>A task: title, kind, content, restates; split and join.</summary>
    Task,
    /// <summary>A plan: title, issuer, doc_number, issued_on, kind.</summary>
    Plan,
    /// <summary>A finding, which is confirmed: looked at, nothing is wrong here. Field code.</summary>
    Finding,
    /// <summary>The document as a whole, which is finished.</summary>
    Document,
}

/// <summary>Where a correction belongs, told so that it is found again in a text that has changed: by words first, numbers are hints.</summary>
/// <param name="Plan">Ordinal of the plan, from 0; null for none.</param>
/// <param name="Path">Labels of the task, or of a target's section; empty for none.</param>
/// <param name="Part">The task's part, from 1; 0 for none.</param>
/// <param name="Item">First words of the task, or of the plan where there is no task; empty for none.</param>
/// <param name="Start">First place in the document's text, in Unicode code points from 0.</param>
/// <param name="Length">Length of the place in code points; 0 for the whole document.</param>
/// <param name="Words">The words at the place, letter for letter.</param>
/// <param name="Before">Up to 20 code points before them.</param>
/// <param name="After">Up to 20 code points behind them.</param>
public sealed record CorrectionAnchor(
    int? Plan, ImmutableArray<string> Path, int Part, string Item, int Start, int Length, string Words, string Before, string After)
{
    /// <summary>The whole document.</summary>
    public static CorrectionAnchor Document { get; } = new(null, [], 0, "", 0, 0, "", "", "");

    /// <inheritdoc/>
    public bool Equals(CorrectionAnchor? other) => other is not null && Plan == other.Plan && Path.SequenceEqual(other.Path) && Part == other.Part
        && Item == other.Item && Start == other.Start && Length == other.Length && Words == other.Words && Before == other.Before && After == other.After;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Plan, Part, Item, Start, Length, Words);
}

/// <summary>What a person put right in one document (更正). Kept apart from what the rules said and applied after them, each time.</summary>
/// <param name="Id">Stable and unique, given when it is stored; in ordinal order they are in the order in which they were made. Empty before.</param>
/// <param name="DocumentSha256">SHA-256 of the document's bytes, 64 hexadecimal digits in lower case.</param>
/// <param name="DocumentName">Name of its file, a hint for people.</param>
/// <param name="Action">What it does.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Was">All fields of the fact as the person saw it, and <c>rule</c>, which found it; empty for what is added.</param>
/// <param name="Now">The fields with new values; empty for drop, confirm and finish.</param>
/// <param name="Anchor">Where.</param>
/// <param name="Who">Who made it; not empty.</param>
/// <param name="When">When, UTC, to the second.</param>
/// <param name="Why">Why; empty where nothing was said.</param>
public sealed record Correction(
    string Id,
    string DocumentSha256,
    string DocumentName,
    CorrectionAction Action,
    CorrectionSubject Subject,
    FieldValues Was,
    FieldValues Now,
    CorrectionAnchor Anchor,
    string Who,
    DateTime When,
    string Why)
{
    /// <summary>SHA-256 of the former version of the document for which it was made; null where it was made for this one.</summary>
    public string? CarriedFrom { get; init; }
}
