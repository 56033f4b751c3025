using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Ledger;

/// <summary>
/// Writes the days by which tasks are due as a calendar (RFC 5545), an event of a whole day each. Nothing in it depends on when it is written: the same documents give the same
/// file, and an event keeps its UID, so that a calendar that takes the file again has no event twice.
/// </summary>
public static class LedgerCalendar
{
    // Octets of a line without its end.
    private const int LongestLine = 75;

    // Of a task's content: calendars show a note, not a text.
    private const int LongestContent = 500;

    /// <summary>Writes the calendar.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="tasks">The tasks; what has no last day makes no event.</param>
    /// <param name="chinese">Whether its words are Chinese.</param>
    /// <returns>How many events it has.</returns>
    public static int Write(Stream output, IEnumerable<LedgerTask> tasks, bool chinese)
    {
        var words = new LedgerWords(chinese);
        using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        foreach (string line in new[] { "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PolicyIngest//policy-ingest ledger//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH" }) text.WriteLine(line);
        Property(text, "X-WR-CALNAME", words.Either("任务时限", "Deadlines of tasks"));
        int events = 0;
        foreach (var task in tasks)
        {
            var days = new HashSet<DateOnly>();
            foreach (var time in task.Deadlines)
                if (time.Due is { } due && days.Add(due))
                {
                    Event(text, task, time, due, words);
                    events++;
                }
        }
        text.WriteLine("END:VCALENDAR");
        return events;
    }

    private static void Event(StreamWriter text, LedgerTask task, LedgerDeadline time, DateOnly due, LedgerWords words)
    {
        text.WriteLine("BEGIN:VEVENT");
        // The content and the places in it, no key of a database.
        Property(text, "UID", string.Create(CultureInfo.InvariantCulture, $"{task.Plan.Sha256[..20]}-{task.Start}-{task.Part}-{time.Start}-{due:yyyyMMdd}@policy-ingest"), isRaw: true);
        Property(text, "DTSTAMP", Stamp(task.Plan), isRaw: true);
        Property(text, "DTSTART;VALUE=DATE", Basic(due), isRaw: true);
        if (due < DateOnly.MaxValue) Property(text, "DTEND;VALUE=DATE", Basic(due.AddDays(1)), isRaw: true);
        string leads = words.Leads(task);
        string name = LedgerWords.Task(task);
        if (name.Length == 0) name = Cut(task.Content, 60);
        Property(text, "SUMMARY", leads.Length == 0 ? name : $"{name}{words.Either($"（{leads}）", $" ({leads})")}");
        string[] lines =
        [
            Cut(task.Content, LongestContent),
            leads.Length == 0 ? "" : words.Either("牵头：", "Lead: ") + leads,
            words.Others(task) is { Length: > 0 } others ? words.Either("配合：", "With: ") + others : "",
            words.Either("时限：", "When: ") + words.Time(time),
            words.Either("来源：", "Source: ") + words.Source(task, namesPlan: true),
        ];
        Property(text, "DESCRIPTION", string.Join('\n', lines.Where(line => line.Length > 0)));
        // It takes nobody's time of that day.
        text.WriteLine("TRANSP:TRANSPARENT");
        text.WriteLine("END:VEVENT");
    }

    /// <summary>When the event was made: on the day of the plan's issue, as far as it is known.</summary>
    private static string Stamp(LedgerPlan plan) => Basic(plan.IssuedOn ?? new DateOnly(plan.Year ?? 2000, 1, 1)) + "T000000Z";

    private static string Basic(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Cut(string words, int most) =>
        words.Length <= most ? words : words[..(char.IsHighSurrogate(words[most - 1]) ? most - 1 : most)] + "…";

    /// <summary>A line of the calendar, folded where it is longer than allowed, and never inside a character.</summary>
    private static void Property(StreamWriter text, string name, string value, bool isRaw = false)
    {
        string line = $"{name}:{(isRaw ? value : Escaped(value))}";
        int octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Write("\r\n ");
                octets = 1;
            }
            text.Write(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.WriteLine();
    }

    private static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (char c in value)
        {
            switch (c)
            {
                case '\\' or ';' or ',': escaped.Append('\\').Append(c); break;
                case '\n': escaped.Append("\\n"); break;
                case var _ when char.IsControl(c): break;
                default: escaped.Append(c); break;
            }
        }
        return escaped.ToString();
    }
}
