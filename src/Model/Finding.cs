using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>How much hangs on a finding.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing need be wrong.</summary>
    Info,
    /// <summary>A fact may be missing or wrong here.</summary>
    Doubt,
    /// <summary>Much of the document was not understood.</summary>
    Alarm,
}

/// <summary>What a finding says. The codes are a closed set, <see cref="All"/>.</summary>
/// <param name="Name">Stable name in kebab case.</param>
/// <param name="Severity">How much hangs on it.</param>
/// <param name="Message">One English sentence that says what to look at.</param>
public sealed record FindingCode(string Name, FindingSeverity Severity, string Message)
{
    /// <summary>The document has numbered items or words of role, and no plan.</summary>
    public static FindingCode NoPlan { get; } = Alarm("no-plan", "no plan was found though the document has numbered items or words of role; check what the document is");

    /// <summary>A document with plans and headings or words of role has no task.</summary>
    public static FindingCode NoTask { get; } = Alarm("no-task", "no task was found though the document has numbered items or words of role; check its sections");

    /// <summary>Replacement characters, private ones or the marks of a wrong encoding.</summary>
    public static FindingCode GarbledText { get; } = Alarm("garbled-text", "the text is garbled from here on or full of replaced characters; check the source file");

    /// <summary>A correction whose words are gone or stand elsewhere.</summary>
    public static FindingCode CorrectionLost { get; } = Alarm("correction-lost", "a correction could not be applied any more; 'corrections list --state lost' says which and why");

    /// <summary>牵头单位 that gave no assignment.</summary>
    public static FindingCode UnusedRole { get; } = Doubt("unused-role", "a word of role stands here and gave no assignment; check the units");

    /// <summary>（市水务局、市财政局） that gave no assignment.</summary>
    public static FindingCode UnusedUnits { get; } = Doubt("unused-units", "a list of units stands here and gave no assignment; check the units");

    /// <summary>A column of units, or of what is to be done, that was not used.</summary>
    public static FindingCode UnusedColumn { get; } = Doubt("unused-column", "a table's column of units or tasks was not used; check the table");

    /// <summary>An action with a date that is no deadline.</summary>
    public static FindingCode UnusedDate { get; } = Info("unused-date", "an action with a date was not taken as a deadline; check the date");

    /// <summary>不低于30% that is no target.</summary>
    public static FindingCode UnusedNumber { get; } = Info("unused-number", "a bound number was not taken as a target; check the number");

    /// <summary>Numbered items outside all plans.</summary>
    public static FindingCode NumberedOutside { get; } = Doubt("numbered-outside", "numbered items from here on stand in no plan; check where the plan begins and ends");

    /// <summary>A paragraph that begins like 甲、 or 〈1〉 in a row of such.</summary>
    public static FindingCode UnknownNumber { get; } = Doubt("unknown-number", "the paragraph begins with a number in a style that is not known; check whether it is an item of its own");

    /// <summary>A section of background, principles or goals that holds responsibility clauses.</summary>
    public static FindingCode SectionWithClauses { get; } = Doubt("section-with-clauses", "a section with responsibility clauses was not read as tasks; check what it is for");

    /// <summary>A part with a text of its own that is for tasks and gave none.</summary>
    public static FindingCode SectionWithoutTasks { get; } = Doubt("section-without-tasks", "a section for tasks gave none; check its text");

    /// <summary>A plan without title.</summary>
    public static FindingCode NoTitle { get; } = Doubt("no-title", "the plan has no title; check its head");

    /// <summary>A plan without issuer.</summary>
    public static FindingCode NoIssuer { get; } = Info("no-issuer", "the plan has no issuer; check its head and its signature");

    /// <summary>A plan without date of issue.</summary>
    public static FindingCode NoDate { get; } = Info("no-date", "the plan has no date of issue; check its head and its signature");

    /// <summary>一、 then 三、 among brothers.</summary>
    public static FindingCode NumberingJumps { get; } = Doubt("numbering-jumps", "the numbering jumps here; check whether an item before it was missed");

    /// <summary>二、 then 二、 among brothers.</summary>
    public static FindingCode NumberingRepeats { get; } = Doubt("numbering-repeats", "a number comes twice among the items of one section; check how they hang together");

    /// <summary>三、 then 一、 among brothers.</summary>
    public static FindingCode NumberingRestarts { get; } = Doubt("numbering-restarts", "the numbering begins anew within one section; check whether a heading was missed");

    /// <summary>A unit with a verb or a comma, of more than 30 characters, or a single 局.</summary>
    public static FindingCode OddUnit { get; } = Doubt("odd-unit", "the unit does not look like a unit; check its name");

    /// <summary>A deadline in a year before that of the date of issue.</summary>
    public static FindingCode EarlyDeadline { get; } = Doubt("early-deadline", "the deadline lies in a year before that of the plan's date of issue; check both");

    /// <summary>A deadline more than 30 years after the date of issue.</summary>
    public static FindingCode FarDeadline { get; } = Doubt("far-deadline", "the deadline lies more than 30 years after the plan's date of issue; check both");

    /// <summary>An indicator that ends in a verb: 新建.</summary>
    public static FindingCode OddIndicator { get; } = Doubt("odd-indicator", "the indicator ends in a verb or has another number in it; check what is measured");

    /// <summary>Most of the running text is neither task nor fact nor heading.</summary>
    public static FindingCode LowCoverage { get; } = Doubt("low-coverage", "little of the plan's text was read as tasks; check its sections");

    /// <summary>The title names other years than the plan's period.</summary>
    public static FindingCode OddPeriod { get; } = Doubt("odd-period", "the period does not agree with the years in the title; check the period");

    /// <summary>鼓楼区, of which there are several, in a document that says nothing of the others.</summary>
    public static FindingCode AmbiguousPlace { get; } = Doubt("ambiguous-place", "several places bear this name and the document does not tell which is meant; check the issuer and the title");

    /// <summary>Characters that text recognition (文字识别) may have misread; the reader's note says which.</summary>
    public static FindingCode UnsureCharacters { get; } = Doubt("unsure-characters", "text recognition is not sure of characters here; compare them with the page's picture");

    /// <summary>All codes: alarms, doubts, infos.</summary>
    public static ImmutableArray<FindingCode> All { get; } =
    [
        NoPlan, NoTask, GarbledText, CorrectionLost,
        UnusedRole, UnusedUnits, UnusedColumn, NumberedOutside, UnknownNumber, SectionWithClauses, SectionWithoutTasks, NoTitle, NumberingJumps, NumberingRepeats, NumberingRestarts,
        OddUnit, EarlyDeadline, FarDeadline, OddIndicator, LowCoverage, OddPeriod, AmbiguousPlace, UnsureCharacters,
        UnusedDate, UnusedNumber, NoIssuer, NoDate,
    ];

    /// <summary>The code of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static FindingCode Of(string name) => All.FirstOrDefault(code => code.Name == name) ?? throw new FormatException($"there is no finding {name}");

    private static FindingCode Alarm(string name, string message) => new(name, FindingSeverity.Alarm, message);

    private static FindingCode Doubt(string name, string message) => new(name, FindingSeverity.Doubt, message);

    private static FindingCode Info(string name, string message) => new(name, FindingSeverity.Info, message);
}

/// <summary>Something that a person should look at, since the rules did not understand it or made something odd of it.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Span">The words, or null for the whole document.</param>
/// <param name="Plan">Ordinal of the plan in which it stands, from 0; null for none.</param>
public sealed record Finding(FindingCode Code, TextSpan? Span, int? Plan);
